// Whether this page can be opened without a connection: a worker keeps its copy, where the browser lets it.

const WORKER = "/check/worker.js";
const POLICY = "checklist-worker";

/** Let the worker keep this page. Whether it did. */
export async function keepForOffline() {
  if (!("serviceWorker" in navigator)) return false;
  try {
    const registration = await navigator.serviceWorker.register(workerAddress(), { scope: "/check/checklists/" });
    await registration.update().catch(() => {}); // offline there is no newer one
    await settled(registration.installing ?? registration.waiting);
    return await askToKeep((await navigator.serviceWorker.ready).active);
  } catch {
    return false;
  }
}

/** The one address that this page's policy lets a script be loaded from. */
function workerAddress() {
  if (!window.trustedTypes) return WORKER;
  return window.trustedTypes.createPolicy(POLICY, { createScriptURL: () => WORKER }).createScriptURL("");
}

/** When a worker that is on its way has taken over, or has been given up. */
function settled(worker) {
  return new Promise((resolve) => {
    const look = () => { if (!worker || ["activated", "redundant"].includes(worker.state)) resolve(); };
    worker?.addEventListener("statechange", look);
    look();
  });
}

/** `needs` is a file of this page's own release: with another release's files it could not be opened. */
function askToKeep(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(Boolean(event.data));
    worker.postMessage({ keep: location.pathname, needs: new URL(import.meta.url).pathname }, [port2]);
    setTimeout(() => resolve(false), 15_000);
  });
}

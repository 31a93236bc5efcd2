// Whether this page can be opened without a connection: a worker keeps its copy, where the browser lets it.

const WORKER = "/check/worker.js";
const POLICY = "checklist-worker";

/** Let the worker keep this page. Whether it did. */
export async function keepForOffline() {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(workerAddress(), { scope: "/check/checklists/" });
    const { active } = await navigator.serviceWorker.ready;
    return await askToKeep(active, location.pathname);
  } catch {
    return false;
  }
}

/** The one address that this page's policy lets a script be loaded from. */
function workerAddress() {
  if (!window.trustedTypes) return WORKER;
  return window.trustedTypes.createPolicy(POLICY, { createScriptURL: () => WORKER }).createScriptURL("");
}

function askToKeep(worker, path) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(Boolean(event.data));
    worker.postMessage({ keep: path }, [port2]);
    setTimeout(() => resolve(false), 15_000);
  });
}

// The service worker of the checklists: what was opened once can be opened again without a connection.
// The service puts before this file: RELEASE, ASSETS (every file that pages are made of) and FALLBACK.
/* global RELEASE, ASSETS, FALLBACK */
"use strict";

const PREFIX = "checklists-";
const CACHE = PREFIX + RELEASE;
const PAGES = "/check/checklists/";
const PATIENCE_MS = 5000;
const BY_PATH = { ignoreSearch: true, ignoreVary: true };

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const { keep, needs } = event.data ?? {};
  if (typeof keep === "string" && isPage(keep)) event.waitUntil(answer(event.ports[0], keep, String(needs)));
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(fromCache(event.request));
  else if (event.request.mode === "navigate" && isPage(address.pathname)) event.respondWith(fromService(address.pathname));
});

function isPage(path) {
  return path.startsWith(PAGES) && path.length > PAGES.length;
}

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...ASSETS, FALLBACK]);
  for (const path of await pagesOf(await earlier())) await keepPage(path);
  await self.skipWaiting();
}

async function activate() {
  await cleanUp();
  await self.clients.claim();
}

/** An earlier release goes once all its pages are here: until then it is what can be read offline. */
async function cleanUp() {
  const { installing, waiting } = self.registration;
  if (installing || waiting || self.serviceWorker?.state === "redundant") return; // a later release is on its way
  const cache = await caches.open(CACHE);
  for (const name of await earlier()) {
    const paths = await pagesOf([name]);
    const here = await Promise.all(paths.map((path) => cache.match(path, BY_PATH)));
    if (here.every(Boolean)) await caches.delete(name);
  }
}

/** The caches of other releases, the one made last first. */
async function earlier() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE).reverse();
}

async function pagesOf(names) {
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map((request) => new URL(request.url).pathname).filter((path) => isPage(path) && path !== FALLBACK);
}

/** Whether the page can be opened offline from now on. */
async function keepPage(path) {
  try {
    await learn(path, await fetch(path, { credentials: "same-origin" }));
  } catch {
    // the copy that there is stands
  }
  return Boolean(await kept(path));
}

/** Keep what the service answered for a page; a page that there is no more is kept in no release. */
async function learn(path, response) {
  try {
    if (response.ok) await (await caches.open(CACHE)).put(path, response);
    else if (response.status === 404) {
      for (const name of [CACHE, ...(await earlier())]) await (await caches.open(name)).delete(path, BY_PATH);
    }
  } catch {
    // there is no room: the copy that there is stands
  }
}

/** Tell a page whether it can be opened offline: it is kept, and so are the files of its release. */
async function answer(port, path, needs) {
  const isKept = await keepPage(path);
  await cleanUp();
  port?.postMessage(isKept && Boolean(await kept(needs)));
}

/** The copy of this release, or else of the latest before it that has one. */
async function kept(request) {
  for (const name of [CACHE, ...(await earlier())]) {
    const copy = await (await caches.open(name)).match(request, BY_PATH);
    if (copy) return copy;
  }
  return undefined;
}

/** An asset's address changes with it: a copy is as good as new. */
async function fromCache(request) {
  return (await kept(request)) ?? fetch(request);
}

/** A page from the service; its copy where the service is not reached, or not soon, or has failed. */
async function fromService(path) {
  const copy = await kept(path);
  try {
    const response = await fetch(path, { credentials: "same-origin", signal: copy ? AbortSignal.timeout(PATIENCE_MS) : undefined });
    const toKeep = response.clone();
    await response.clone().arrayBuffer(); // one that breaks off is none
    await learn(path, toKeep);
    return response.status >= 500 && copy ? copy : response;
  } catch {
    return copy ?? (await kept(FALLBACK)) ?? Response.error();
  }
}

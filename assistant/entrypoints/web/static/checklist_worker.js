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

/** An earlier release goes once all its pages are here: until then it is what can be read offline. */
async function activate() {
  const cache = await caches.open(CACHE);
  for (const name of await earlier()) {
    const paths = await pagesOf([name]);
    const here = await Promise.all(paths.map((path) => cache.match(path, BY_PATH)));
    if (here.every(Boolean)) await caches.delete(name);
  }
  await self.clients.claim();
}

async function earlier() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

async function pagesOf(names) {
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map((request) => new URL(request.url).pathname).filter((path) => isPage(path) && path !== FALLBACK);
}

/** Whether the page can be opened offline from now on. */
async function keepPage(path) {
  try {
    const response = await fetch(path, { credentials: "same-origin" });
    if (response.ok) await (await caches.open(CACHE)).put(path, response);
  } catch {
    // the copy that there is stands
  }
  return Boolean(await kept(path));
}

/** Tell a page whether it can be opened offline: it is kept, and so are the files of its release. */
async function answer(port, path, needs) {
  const isKept = await keepPage(path);
  port?.postMessage(isKept && Boolean(await caches.match(needs, BY_PATH)));
}

function kept(path) {
  return caches.match(path, BY_PATH);
}

/** An asset's address changes with it: a copy is as good as new. */
async function fromCache(request) {
  return (await caches.match(request, BY_PATH)) ?? fetch(request);
}

/** A page from the service; its copy where the service is not reached, or not soon, or has failed. */
async function fromService(path) {
  const copy = await kept(path);
  try {
    const response = await fetch(path, { credentials: "same-origin", signal: copy ? AbortSignal.timeout(PATIENCE_MS) : undefined });
    if (response.ok) await (await caches.open(CACHE)).put(path, response.clone());
    return response.status >= 500 && copy ? copy : response;
  } catch {
    return copy ?? (await kept(FALLBACK)) ?? Response.error();
  }
}

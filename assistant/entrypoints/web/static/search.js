// Search as you type: what is named, then what is found; an older search is dropped when a newer one begins.
import { byId, element } from "./dom.js";
import { json } from "./http.js";
import { pageWords } from "./words.js";

const PAUSE = 200;
const FEWEST = 3;
const LONGEST = 240;
const LONGEST_REFERENCE = 100;

const box = byId("q");
const results = byId("results");
const found = byId("found");
const titles = JSON.parse(results.dataset.documents);
let waiting = 0;
let underWay = null;

box.addEventListener("input", () => {
  clearTimeout(waiting);
  underWay?.abort();
  waiting = setTimeout(search, PAUSE);
});

async function search() {
  const q = box.value.trim();
  if (location.pathname === "/search") history.replaceState(null, "", "/search");
  if (q.length < FEWEST) {
    results.replaceChildren();
    return;
  }
  underWay = new AbortController();
  const { signal } = underWay;
  try {
    const [named, found] = await Promise.all([namedBy(q, signal), json(`/api/v1/search?${new URLSearchParams({ q, count: 12 })}`, { signal })]);
    show([...named.map(ofProvision), ...found.map(ofPassage)]);
  } catch (error) {
    if (error.name === "AbortError" || signal.aborted) return;
    results.replaceChildren(element("div", { class: "notice notice-error" }, element("p", {}, element("strong", {}, `${error.title}.`), ` ${error.detail}`)));
  }
}

/** Nothing where the words name no provision: most do not. */
async function namedBy(q, signal) {
  if (q.length > LONGEST_REFERENCE || !/\d/.test(q)) return [];
  try {
    return await json(`/api/v1/provisions?${new URLSearchParams({ ref: q })}`, { signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return [];
  }
}

function ofProvision(one) {
  return { id: one.id, label: one.provision, of: `${one.title}, ${pageWords(one.pages, [])}`, text: one.text };
}

function ofPassage(one) {
  return { id: one.provision_id, label: one.provision, of: `${titles[one.document] ?? one.document}, ${pageWords(one.pages, [])}`, text: one.text };
}

function show(all) {
  const items = all.map((one) =>
    element(
      "li",
      {},
      element("a", { href: `/provision/${one.id.split("/").map(encodeURIComponent).join("/")}` }, one.label),
      " ",
      element("span", { class: "of" }, one.of),
      element("p", {}, one.text.length > LONGEST ? `${one.text.slice(0, LONGEST)}…` : one.text),
    ));
  found.textContent = items.length ? `${items.length} places found` : "Nothing was found";
  results.replaceChildren(items.length ? element("ol", {}, items) : element("p", {}, "Nothing was found. Try other words."));
}

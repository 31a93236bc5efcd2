// The source of a citation beside the text: its words, what they are, and the page they stand on. A sheet on a phone.
import { byId, element } from "./dom.js";
import { pageAddress } from "./citation.js";
import { json } from "./http.js";
import { PageView } from "./page_view.js";
import { day, lines, marks, pageWords } from "./words.js";

const panel = byId("source");
const part = (name) => panel.querySelector(`[data-part="${name}"]`);
const act = (name) => panel.querySelector(`[data-do="${name}"]`);
const wide = window.matchMedia("(min-width: 64rem)");
const view = new PageView(part("page"), part("page-count"), act);

let opener = null;

const ACTS = {
  close: () => panel.close(),
  "previous-citation": () => step(-1),
  "next-citation": () => step(1),
  "previous-page": () => view.turn(-1),
  "next-page": () => view.turn(1),
  smaller: () => view.zoom(-1),
  larger: () => view.zoom(1),
};

/** Show the source of a citation's link. Focus goes to the panel, and back to the link when it is closed. */
export function openSource(link) {
  opener?.classList.remove("is-open");
  opener = link;
  link.classList.add("is-open");
  const citation = JSON.parse(link.dataset.citation);
  if (!panel.open) open();
  fill(citation);
  byId("source-title").focus({ preventScroll: true });
}

function open() {
  if (wide.matches) panel.show();
  else panel.showModal();
  document.body.classList.toggle("has-source", wide.matches);
}

function links() {
  return [...document.querySelectorAll("main a[data-citation]")].filter((one) => one.getClientRects().length > 0);
}

function step(by) {
  const all = links();
  const next = all[all.indexOf(opener) + by];
  if (!next) return;
  openSource(next);
  if (wide.matches) next.scrollIntoView({ block: "center" });
}

function fill(citation) {
  byId("source-title").textContent = citation.provision;
  const isForceTold = !("noForce" in opener.dataset);
  part("marks").replaceChildren(...marks(citation.authority, citation.force).slice(0, isForceTold ? 2 : 1));
  part("quote").replaceChildren(...lines(citation.quote));
  part("document").replaceChildren(citation.title);
  part("links").replaceChildren(
    element("a", { href: `/provision/${citation.provision_id.split("/").map(encodeURIComponent).join("/")}` }, "Read all of it in its place"),
    element("a", { href: pageAddress(citation.document, citation.pages[0], citation.quote) }, "The page by itself"),
  );
  fillElse(citation.also_at);
  const all = links();
  const at = all.indexOf(opener);
  part("citation-count").textContent = `Citation ${at + 1} of ${all.length}`;
  act("previous-citation").disabled = at <= 0;
  act("next-citation").disabled = at >= all.length - 1;
  panel.querySelector(".source-body").scrollTop = 0;
  view.show(citation);
  tellDocument(citation);
}

function fillElse(places) {
  const box = part("else");
  box.hidden = !places.length;
  const each = places.map((one) =>
    element("li", {}, element("a", { href: pageAddress(one.document, one.pages[0]) }, `${one.provision}, ${pageWords(one.pages, [])}`), ` of ${one.document}`));
  box.replaceChildren(element("p", {}, "The same words also stand at:"), element("ul", {}, each));
}

/** Its version, its date and its publisher, once they are known; nothing is said where they cannot be had. */
async function tellDocument(citation) {
  let told;
  try {
    told = await json(`/api/v1/documents/${encodeURIComponent(citation.document)}`);
  } catch {
    return;
  }
  if (JSON.parse(opener.dataset.citation).document !== told.id) return;
  const replaced = told.superseded_by ? element("strong", {}, ` Replaced by ${told.superseded_by}.`) : null;
  const published = told.source_url
    ? element("a", { href: told.source_url, target: "_blank", rel: "noopener noreferrer" }, `The publisher’s own page (${told.publisher})`)
    : null;
  part("document").replaceChildren(`${told.title}: ${told.version}, as at ${day(told.as_at)}.`, ...[replaced].filter(Boolean));
  if (published) part("links").append(published);
}

panel.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed) ACTS[pressed.dataset.do]();
});
panel.addEventListener("close", () => {
  document.body.classList.remove("has-source");
  view.leave();
  opener?.classList.remove("is-open");
  opener?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.open) {
    event.preventDefault();
    panel.close();
  }
});
wide.addEventListener("change", () => {
  if (!panel.open) return;
  const kept = opener;
  panel.close();
  openSource(kept);
});

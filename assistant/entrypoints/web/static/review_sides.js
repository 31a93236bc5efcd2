// The two sides of a finding: the document's words in their paragraph, and the source's, what differs marked on both.
import { citationLine } from "./citation.js";
import { element } from "./dom.js";

const LONG = 900;

/** Words of the document where they stand. `differing` are those that the source has otherwise. */
export function documentSide(quote, differing, draw) {
  const words = [around(quote.before), element("mark", {}, marked(cut(quote.text), differing)), around(quote.after)];
  return element(
    "figure",
    {},
    element("blockquote", { class: "quote" }, words),
    element("figcaption", {}, capital(where(quote))),
    draw && quote.page !== null ? ownPage(quote, draw) : null,
  );
}

export function sourceSide(citation, differing, numbering) {
  return element(
    "figure",
    {},
    element("blockquote", { class: "quote" }, element("mark", {}, marked(cut(citation.quote), differing))),
    element("figcaption", {}, citationLine(citation, numbering.of(citation))),
  );
}

export function where(quote) {
  if (quote.page !== null) return `page ${quote.page}`;
  const under = quote.headings.length ? `under “${quote.headings.at(-1)}”, ` : "";
  return `${under}paragraph ${quote.paragraph}`;
}

export function cut(text) {
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

export function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

function around(words) {
  return words.trim() ? element("span", { class: "around" }, words) : "";
}

/** The text in parts, each of the differing words in an element of its own. */
function marked(text, differing) {
  const found = differing.filter(Boolean).map((words) => [text.toLowerCase().indexOf(words.toLowerCase()), words.length]);
  const parts = [];
  let end = 0;
  for (const [at, length] of found.filter(([start]) => start >= 0).sort((one, other) => one[0] - other[0])) {
    if (at < end) continue;
    parts.push(text.slice(end, at), element("strong", { class: "differs" }, text.slice(at, at + length)));
    end = at + length;
  }
  return [...parts, text.slice(end)];
}

/** The page of the document itself, drawn when it is asked for. */
function ownPage(quote, draw) {
  const box = element("div", { class: "own-page-picture", tabindex: "0", role: "region", "aria-label": `Page ${quote.page} of the document` });
  const opened = element("details", { class: "own-page no-print" }, element("summary", {}, `See page ${quote.page} of the document`), box);
  opened.addEventListener("toggle", () => { if (opened.open && !box.querySelector("canvas")) show(box, quote, draw); });
  return opened;
}

async function show(box, quote, draw) {
  box.replaceChildren(element("p", { class: "working", role: "status" }, "Drawing the page…"));
  try {
    const picture = await createImageBitmap(await draw(quote.page, quote.text));
    const about = `Page ${quote.page} of your document. The quoted words are marked.`;
    const canvas = element("canvas", { role: "img", "aria-label": about, width: picture.width, height: picture.height });
    canvas.getContext("2d").drawImage(picture, 0, 0);
    box.replaceChildren(canvas);
    bringMarked(box, canvas);
  } catch (error) {
    box.replaceChildren(element("p", { class: "failed", role: "alert" }, `The page could not be shown. ${error.title ?? ""} Its words are above.`));
  }
}

/** Scroll to the first marked words: the marker's is the only strong yellow that a page is drawn with. */
function bringMarked(box, canvas) {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let at = 0;
  while (at < data.length && !(data[at] > 200 && data[at + 1] > 170 && data[at + 2] < 160)) at += 4;
  if (at >= data.length) return;
  box.scrollTop = Math.floor(at / 4 / canvas.width) - box.clientHeight / 4;
  box.scrollLeft = (at / 4) % canvas.width - box.clientWidth / 8;
}

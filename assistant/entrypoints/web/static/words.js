// The fixed words come with the page, from wording.py, so that each has one home.
import { element } from "./dom.js";

export const words = JSON.parse(document.body.dataset.words);

/** "1 April 2015", or that there is no date. */
export function day(iso) {
  if (!iso) return "no date given";
  const form = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`).toLocaleDateString("en-GB", form);
}

/** Where to look: "page 22", or "page 217 [PDF 219]" where another number is printed on it. */
export function pageWords(pages, printed) {
  if (!pages.length) return "";
  if (printed.length && printed.every((label) => label.startsWith("#"))) return `section ${printed.join(", ")}`;
  const name = pages.length === 1 ? "page" : "pages";
  const physical = pages.join(", ");
  const isSame = !printed.length || printed.join() === pages.map(String).join();
  return isSame ? `${name} ${physical}` : `${name} ${printed.join(", ")} [PDF ${physical}]`;
}

const ITEM = /(?<=[—;:.,]) (?=\([a-z]{1,5}\) )|(?<=[;,] and) (?=\([a-z]{1,5}\) )|(?<=[;,] or) (?=\([a-z]{1,5}\) )|(?<=[.;]) (?=\(\d{1,2}[A-Z]?\) )/;

const LETTERED = /^\(([a-z]{1,5})\) /;
const ROMAN = /^(?:ix|iv|v?i{0,3}|x{1,3}(?:ix|iv|v?i{0,3}))$/;

/** The text with each lettered item on a line of its own, for the eye alone. */
export function lines(text) {
  let letter = "";
  return text.replace(/\s+/g, " ").split(ITEM).map((part) => {
    const label = LETTERED.exec(part)?.[1] ?? "";
    const isNext = label.length === 1 && letter.length === 1 && label.charCodeAt() === letter.charCodeAt() + 1;
    const isRoman = ROMAN.test(label) && !isNext;
    if (label && !isRoman) letter = label;
    const depth = !label ? "line" : isRoman ? "sub-item" : "item";
    return element("span", { class: depth }, `${part} `);
  });
}

/** Whose words these are and how strong: in words and in shape. */
export function marks(authority, force) {
  return [
    element("span", { class: `authority authority-${authority}` }, words.authorities[authority] ?? authority),
    element("span", { class: `force force-${force}` }, element("span", { class: "unseen" }, "The words say: "), words.forces[force] ?? force),
  ];
}

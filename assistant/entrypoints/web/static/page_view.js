// A document's page in the source panel: its picture with the quote marked, or its text where it has no pictures.
import { element } from "./dom.js";
import { json } from "./http.js";

const ZOOMS = 5;
const PIXELS_A_POINT = [1.5, 1.5, 2, 3, 4];

/** Shows one page at a time in `box`; `count` tells which; `act` finds the buttons by name. */
export class PageView {
  constructor(box, count, act) {
    this.box = box;
    this.count = count;
    this.act = act;
    this.size = window.matchMedia("(min-width: 40rem)").matches ? 1 : 2;
  }

  /** Show the first page of a citation. */
  show(citation) {
    this.citation = citation;
    this.number = citation.pages[0];
    this.total = null;
    this.#draw();
  }

  /** Stop what is under way. */
  leave() {
    this.stopping?.abort();
  }

  turn(by) {
    const next = this.number + by;
    if (next < 1 || (this.total && next > this.total)) return;
    this.number = next;
    this.#draw();
  }

  zoom(by) {
    this.size = Math.min(ZOOMS - 1, Math.max(0, this.size + by));
    this.#draw();
  }

  async #draw() {
    this.leave();
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    const base = `/api/v1/documents/${encodeURIComponent(this.citation.document)}`;
    this.box.className = `page zoom-${this.size}`;
    this.#tell();
    if (!this.box.querySelector("img")) this.box.replaceChildren(element("p", { class: "working" }, "Fetching the page…"));
    try {
      const [told, page] = await Promise.all([json(base, { signal }), json(`${base}/pages/${this.number}`, { signal })]);
      this.total = told.pages;
      this.#tell(page.printed);
      this.act("smaller").hidden = this.act("larger").hidden = !told.paginated;
      if (told.paginated) await this.#picture(base, told, signal);
      else this.#text(page);
    } catch (error) {
      if (error.name === "AbortError" || signal.aborted) return;
      this.box.replaceChildren(element("p", { class: "failed", role: "alert" }, "The page could not be shown. Its words are above. ", element("strong", {}, `${error.title ?? ""}`)));
    }
  }

  #tell(printed) {
    const isSection = printed?.startsWith("#");
    const label = printed && !isSection && printed !== String(this.number) ? `, printed ${printed}` : "";
    const name = isSection ? `Section ${this.number}` : `Page ${this.number}`;
    this.count.textContent = this.total ? `${name} of ${this.total}${label}` : name;
    this.act("previous-page").disabled = this.number <= 1;
    this.act("next-page").disabled = Boolean(this.total) && this.number >= this.total;
  }

  async #picture(base, told, signal) {
    const { quote } = this.citation;
    const asked = new URLSearchParams({ quote, scale: PIXELS_A_POINT[this.size] });
    const address = `${base}/pages/${this.number}.png?${asked}`;
    const image = element("img", { src: address });
    const marked = json(`${base}/pages/${this.number}/rectangles?${new URLSearchParams({ quote })}`, { signal });
    marked.catch(() => {});
    await image.decode();
    if (signal.aborted) return;
    const rectangles = await marked;
    if (signal.aborted) return;
    const about = rectangles.length ? "The quoted words are marked." : "The quoted words are not on this page.";
    image.alt = `Picture of page ${this.number} of ${told.short_title}. ${about}`;
    this.box.replaceChildren(image);
    if (rectangles.length) this.#bring(image, rectangles[0]);
    else this.box.scrollTop = 0;
  }

  /** Scroll so that the first marked line can be seen. */
  #bring(image, rectangle) {
    this.box.scrollTop = Math.max(0, rectangle.y0 * image.clientHeight - this.box.clientHeight / 4);
    this.box.scrollLeft = Math.max(0, rectangle.x0 * image.clientWidth - this.box.clientWidth / 8);
  }

  #text(page) {
    const shown = element("div", { class: "plain" });
    const [before, quoted, after] = cut(page.text, this.citation.quote);
    shown.append(before, ...(quoted ? [element("mark", {}, quoted)] : []), after);
    this.box.replaceChildren(shown);
    shown.querySelector("mark")?.scrollIntoView({ block: "center" });
  }
}

/** The text before, of and after a quote, whose words may have other white space between them on the page. */
export function cut(text, quote) {
  const pattern = quote.split(" … ").map(spaced).join("[^]*?");
  const found = new RegExp(pattern).exec(text);
  if (!found) return [text, "", ""];
  return [text.slice(0, found.index), found[0], text.slice(found.index + found[0].length)];
}

function spaced(words) {
  return words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("-", "-\\s*")).join("[\\s\\u200b]+");
}

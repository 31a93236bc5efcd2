// A citation on a page: a link that opens its page beside the text, and that works without this script as well.
import { element } from "./dom.js";
import { marks, pageWords } from "./words.js";

/** The address of the page that shows a document's page with a quote marked. */
export function pageAddress(document_, page, quote = "") {
  const asked = quote ? `?${new URLSearchParams({ quote })}` : "";
  return `/library/${encodeURIComponent(document_)}/page/${page}${asked}`;
}

/** A citation's line: number, provision and page as a link, then whose words they are and how strong. */
export function citationLine(citation, number) {
  const where = `${citation.provision}, ${pageWords(citation.pages, citation.printed_pages)}`;
  const link = element(
    "a",
    {
      class: "cite",
      href: pageAddress(citation.document, citation.pages[0], citation.quote),
      "data-citation": JSON.stringify(citation),
    },
    element("span", { class: "number" }, `[${number}]`),
    ` ${where}`,
  );
  return element("span", { class: "citation" }, link, ...marks(citation.authority, citation.force), element("cite", {}, citation.title));
}

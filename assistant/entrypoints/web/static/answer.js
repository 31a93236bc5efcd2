// An answer or a refusal on the page, and as plain text to copy.
import { element } from "./dom.js";
import { citationLine } from "./citation.js";
import { day, lines, pageWords, words } from "./words.js";

/** What to know beside the statements. */
export function noticeBox(notice) {
  const title = words.notices[notice.kind] ?? "Please note";
  const urgent = notice.kind === "urgent_safeguarding" ? "alert" : null;
  return element("div", { class: `notice notice-${notice.kind}`, role: urgent }, element("p", {}, element("strong", {}, `${title}.`), ` ${notice.text}`));
}

/** Numbers each citation of an answer: the same words of the same provision have the same number. */
export class Numbering {
  constructor() {
    this.known = new Map();
  }

  of(citation) {
    const key = `${citation.provision_id}\n${citation.quote}`;
    if (!this.known.has(key)) this.known.set(key, this.known.size + 1);
    return this.known.get(key);
  }
}

/** A statement with its citations below it. */
export function statementItem(statement, numbering) {
  const numbers = statement.citations.map((citation) => numbering.of(citation));
  const refs = element("span", { class: "refs" }, numbers.map((number) => `[${number}]`).join(""));
  const cited = statement.citations.map((citation, at) => citationLine(citation, numbers[at]));
  const text = lines(statement.text);
  text.at(-1).append(refs);
  return element("li", { class: "statement" }, element("p", {}, text), cited);
}

/** The whole outcome: notices, statements or the refusal, what was taken out, and the documents as at their dates. */
export function outcomeParts(outcome) {
  const numbering = new Numbering();
  const body = outcome.kind === "answer"
    ? element("ol", { class: "statements" }, outcome.statements.map((one) => statementItem(one, numbering)))
    : refusalBox(outcome, numbering);
  return [outcome.notices.map(noticeBox), body, removedLine(outcome.removed), standsOn(outcome.documents)].flat().filter(Boolean);
}

function refusalBox(outcome, numbering) {
  const nearest = outcome.nearest.map((one) =>
    element("li", {}, element("blockquote", { class: "quote" }, lines(one.quote)), citationLine(one, numbering.of(one))));
  return element(
    "div",
    { class: "refusal" },
    element("h3", {}, words.reasons[outcome.reason] ?? "No answer"),
    element("p", {}, outcome.message),
    nearest.length ? element("h4", {}, "The nearest parts of the documents") : null,
    nearest.length ? element("ol", { class: "nearest" }, nearest) : null,
  );
}

function removedLine(count) {
  if (!count) return null;
  const which = count === 1 ? "sentence was taken out, as the documents do not support it." : "sentences were taken out, as the documents do not support them.";
  return element("p", { class: "removed" }, `${count} ${which}`);
}

/** The documents as at their dates. */
export function standsOn(documents) {
  if (!documents.length) return null;
  const each = documents.map((one) =>
    element(
      "li",
      {},
      element("a", { href: `/library/${encodeURIComponent(one.id)}` }, one.title),
      `: ${one.version}, as at `,
      element("strong", {}, day(one.as_at)),
      one.digest ? " (our summary, not the official text)" : "",
    ));
  return element("div", { class: "stands-on" }, element("h3", {}, "What this stands on"), element("ul", {}, each));
}

/** The outcome as plain text, each citation with its words, for pasting into a document. */
export function asText(question, outcome) {
  const numbering = new Numbering();
  const notes = new Map();
  const noted = (citation) => {
    const number = numbering.of(citation);
    const where = `${citation.title}, ${citation.provision}, ${pageWords(citation.pages, citation.printed_pages)}`;
    notes.set(number, `[${number}] ${words.authorities[citation.authority]}. ${where}: “${citation.quote}”`);
    return `[${number}]`;
  };
  const said = outcome.kind === "answer"
    ? outcome.statements.map((one) => `${one.text} ${one.citations.map(noted).join("")}`)
    : [words.reasons[outcome.reason] ?? "No answer", outcome.message, ...outcome.nearest.map((one) => `See ${noted(one)}`)];
  const notices = outcome.notices.map((one) => `${words.notices[one.kind] ?? "Please note"}. ${one.text}`);
  const documents = outcome.documents.map((one) => `${one.title}: ${one.version}, as at ${day(one.as_at)}`);
  return [question, ...notices, ...said, [...notes.values()].join("\n"), documents.join("\n")].filter(Boolean).join("\n\n");
}

// A review on the page: both quotes of each finding, in the document's own order, to be narrowed by state.
import { byId, button, element } from "./dom.js";
import { Numbering, standsOn } from "./answer.js";
import { capital, cut, documentSide, sourceSide, where } from "./review_sides.js";

const said = JSON.parse(byId("result").dataset.words);

/** The whole review. `download` fetches the Word report, `draw` a page of a PDF: (page number, quote) to a picture. */
export function reviewParts(shown, { download, draw }) {
  const drawn = shown.form === "pdf" ? draw : null;
  const numbering = new Numbering();
  const sections = groups(shown).filter(([, items]) => items.length)
    .map(([title, items]) => element("section", { class: "group-of-findings" }, element("h3", {}, title), element("ol", { class: "findings" }, items.map((one) => item(one, numbering, drawn)))));
  const list = element("div", {}, sections);
  const told = element("p", { role: "status", class: "of" });
  return [
    element("h2", { id: "result-title" }, `${shown.name}, beside what is asked of: ${shown.title}`),
    element("p", { class: "decides" }, element("strong", {}, "Nothing here decides compliance. "), shown.who_decides),
    ...shown.notices.map((one) => element("div", { class: "notice" }, element("p", {}, one))),
    element("div", { class: "buttons no-print" }, button("Download the Word report", download, "button")),
    filters(shown, list, told),
    told,
    list,
    remarks(shown.remarks),
    standsOn(shown.documents),
  ].filter(Boolean);
}

/** As in the Word report: what has words of the document and what needs a look, then what was not found. */
function groups(shown) {
  const found = shown.findings.filter((one) => one.quotes.length).map((one) => [one.quotes[0].paragraph, 1, one]);
  const claims = shown.claims.map((one) => [one.quote.paragraph, 0, one]);
  const inOrder = [...found, ...claims].sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , one]) => one);
  const without = (state) => shown.findings.filter((one) => !one.quotes.length && one.state === state);
  return [[said.documents_order, inOrder], [said.not_found, without("not found")], [said.not_applicable, without("not applicable")]];
}

function filters(shown, list, told) {
  const choices = [["all", "All", shown.findings.length + shown.claims.length], ...Object.entries(said.states).map(([state, name]) => [state, name, shown.counts[state] ?? 0]), ["claim", said.claims, shown.claims.length]]
    .filter(([, , count]) => count);
  const narrow = (state, name) => {
    let seen = 0;
    for (const one of list.querySelectorAll(".finding")) {
      one.hidden = state !== "all" && one.dataset.state !== state;
      seen += one.hidden ? 0 : 1;
    }
    for (const group of list.children) group.hidden = !group.querySelector(".finding:not([hidden])");
    told.textContent = `${name}: ${seen} shown.`;
  };
  const each = choices.map(([state, name, count], at) => {
    const box = element("input", { type: "radio", name: "narrow", value: state, checked: at === 0 });
    box.addEventListener("change", () => narrow(state, name));
    return element("label", {}, box, ` ${name} (${count})`);
  });
  return element("fieldset", { class: "filters no-print" }, element("legend", {}, "Show"), each);
}

function item(one, numbering, draw) {
  const isClaim = "says" in one;
  return element("li", { class: "finding", "data-state": isClaim ? "claim" : one.state }, isClaim ? claim(one, numbering, draw) : finding(one, numbering, draw));
}

function finding(one, numbering, draw) {
  const differing = one.contrasts.map((two) => two.said);
  const printed = one.contrasts.map((two) => two.printed);
  const contrasts = one.contrasts.map((two) => element("p", { class: "contrast" }, element("strong", {}, capital(filled(said.contrast, two)))));
  const more = [
    one.missing.length ? filled(said.missing, { words: one.missing.join(", ") }) : "",
    one.searched ? filled(said.searched, one) : "",
    one.nearest ? filled(said.nearest, { where: where(one.nearest), said: cut(one.nearest.text) }) : "",
    one.reason,
  ].filter(Boolean).map((words) => element("p", { class: "of" }, words));
  return [
    element("h4", {}, verdict(one.state), element("span", { class: "asks" }, one.asks)),
    sides(one.quotes.map((two) => documentSide(two, differing, draw)), one.citations.map((two) => sourceSide(two, printed, numbering)), one),
    ...contrasts,
    ...more,
    ...(one.reading ? reading(one.reading, numbering, draw) : []),
  ];
}

/** What a language model read: marked with its name, apart from the finding, which does not rest on it. */
function reading(read, numbering, draw) {
  const whose = filled(said.read_by, { model: read.read_by, state: said.states[read.state].toLowerCase() });
  return [
    element("p", {}, element("strong", {}, whose)),
    sides([documentSide(read.quote, [], draw)], [sourceSide(read.citation, [], numbering)], null),
    read.why ? element("p", { class: "of" }, read.why) : "",
  ].filter(Boolean);
}

function claim(one, numbering, draw) {
  return [
    element("h4", {}, element("span", { class: "verdict verdict-claim" }, sign("!"), ` ${capital(one.kind)}`), element("span", { class: "asks" }, one.named)),
    sides([documentSide(one.quote, [one.named], draw)], one.citations.map((two) => sourceSide(two, [], numbering)), null),
    element("p", {}, element("strong", {}, one.says)),
  ];
}

function sides(document_, source, asked) {
  const force = asked?.citations.length ? ` (${said.standings[asked.standing]}, the point ${asked.force})` : "";
  return element(
    "div",
    { class: "sides" },
    element("div", { class: "side-document" }, element("h5", {}, "The document"), document_.length ? document_ : element("p", {}, "No words on this were found.")),
    element("div", { class: "side-source" }, element("h5", {}, `The source${force}`), source.length ? source : element("p", {}, asked ? said.our_note : "No provision is at hand for this.")),
  );
}

function verdict(state) {
  return element("span", { class: `verdict verdict-${state.replaceAll(" ", "-")}` }, sign(said.signs[state]), ` ${said.states[state]}`);
}

function sign(character) {
  return element("span", { class: "sign", "aria-hidden": "true" }, character);
}

function remarks(all) {
  if (!all.length) return null;
  const each = all.map((one) => element("li", {}, element("strong", {}, [one.kind, one.author, one.page ? `page ${one.page}` : "", one.paragraph ? `paragraph ${one.paragraph}` : ""].filter(Boolean).join(", ")), `: ${cut(one.text)}`));
  return element("section", {}, element("h3", {}, said.remarks), element("ul", {}, each));
}

function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

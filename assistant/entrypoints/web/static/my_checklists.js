// The checklists that were filled in on this device: each can be gone on with.
import { byId, element } from "./dom.js";
import { isEmpty, onThisDevice } from "./checklist_record.js";

const FORM = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };

function card(record) {
  const { kind, title, begun } = record.about;
  const home = record.entry("particulars/home")?.note ?? "";
  const filled = record.entries().filter((one) => !isEmpty(one) && !one.aside && !one.line.startsWith("particulars/")).length;
  const unsent = record.unsent().length;
  const name = [title, home].filter(Boolean).join(": ");
  const told = [`Begun on ${new Date(begun).toLocaleString("en-GB", FORM)}`, `${filled} filled in`, unsent ? `${unsent} not sent yet: open it to send ${unsent === 1 ? "it" : "them"}` : "all sent"];
  return element(
    "li",
    { class: "card" },
    element("h3", {}, element("a", { href: `/check/checklists/${encodeURIComponent(kind)}#filled=${record.id}` }, name)),
    element("p", { class: "of" }, `${told.join(" · ")}.`),
  );
}

const mine = onThisDevice().filter((record) => record.about.kind);
byId("mine").hidden = !mine.length;
byId("mine-list").replaceChildren(...mine.map(card));

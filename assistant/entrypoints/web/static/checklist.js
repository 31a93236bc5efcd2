// A checklist that is filled in: put back after a reload, kept as it is typed, sent to the service when it can be.
import { byId, button, element } from "./dom.js";
import { ChecklistRecord, choose, currentId, isEmpty, newId } from "./checklist_record.js";
import { ChecklistSync } from "./checklist_sync.js";
import { keepForOffline } from "./checklist_offline.js";
import { installFilters } from "./checklist_filters.js";
import { installActs } from "./checklist_acts.js";
import { onOtherTab } from "./store.js";

const form = byId("checklist");
const about = { kind: form.dataset.kind, title: form.dataset.title };
const boxes = new Map([...form.querySelectorAll("[data-line]")].map((box) => [box.dataset.line, box]));
const wordings = new Map([...boxes].map(([line, box]) => [line, box.dataset.asked]));
const lines = [...boxes.values()].filter((box) => box.matches(".fill-line"));
const record = new ChecklistRecord(chosenId());
const sync = new ChecklistSync(record, about, wordings, {
  isLinked: Boolean(linkedId()),
  tell: tellSync,
  onLines: (names) => { names.forEach(show); count(); },
});

/** The one that the address names: a link from another device, or from the list of those on this one. */
function linkedId() {
  return /^#filled=([0-9a-f]{24})$/.exec(location.hash)?.[1] ?? null;
}

function chosenId() {
  return linkedId() ? choose(about.kind, linkedId()) : currentId(about.kind);
}

function typedIn(box) {
  const value = (name) => box.querySelector(`[name="${name}"]`)?.value ?? "";
  return { state: box.querySelector("input[type=radio]:checked")?.value ?? null, evidence: value("evidence").trim(), note: value("note").trim() };
}

/** Put what is kept of a line into its fields; a field that says the same already is left alone, with its cursor. */
function show(line) {
  const box = boxes.get(line);
  const entry = record.entry(line);
  for (const radio of box.querySelectorAll("input[type=radio]")) radio.checked = radio.value === entry?.state;
  for (const name of ["evidence", "note"]) {
    const field = box.querySelector(`[name="${name}"]`);
    if (field && field.value.trim() !== (entry?.[name] ?? "")) field.value = entry?.[name] ?? "";
  }
  const more = box.querySelector(".fill-more");
  if (more && (entry?.evidence || entry?.note)) more.open = true;
  look(box, entry);
}

/** How a line looks that is filled in, and what was written beside it elsewhere. */
function look(box, entry) {
  const isFilled = !isEmpty(entry);
  box.classList.toggle("is-filled", isFilled);
  const clear = box.querySelector("[data-do=clear-line]");
  if (clear) clear.hidden = !isFilled;
  box.querySelector(".fill-others")?.replaceChildren(...(entry?.others ?? []).map((other) => otherBox(box, other)));
}

function otherBox(box, other) {
  const mark = other.state ?? (box.matches(".fill-line") ? "not marked" : "");
  const said = [mark, other.evidence && `Evidence: ${other.evidence}`, other.note && `Note: ${other.note}`].filter(Boolean).join(". ");
  const take = () => { keep(box, other, [other.written_at]); show(box.dataset.line); focusOn(box); };
  const leave = () => { keep(box, typedIn(box), [other.written_at]); show(box.dataset.line); focusOn(box); };
  return element(
    "div",
    { class: "notice" },
    element("p", {}, element("strong", {}, "Another device wrote something else here."), ` ${moment(other.written_at)}: ${said}`),
    element("div", { class: "buttons" }, button("Use that instead", take), button("Leave it out", leave)),
  );
}

function focusOn(box) {
  (box.querySelector("input:checked") ?? box.querySelector("input")).focus();
}

function moment(at) {
  return new Date(at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
}

function keep(box, said, drops = []) {
  const { state, evidence, note } = said;
  record.write(box.dataset.line, box.dataset.asked, { state, evidence, note }, about, drops);
  look(box, record.entry(box.dataset.line));
  count();
  sync.soon();
}

function count() {
  const filled = lines.filter((box) => box.classList.contains("is-filled")).length;
  byId("count").textContent = `${filled} of ${lines.length} filled in`;
  byId("bar-progress").value = lines.length ? filled / lines.length : 0;
}

function tellSync(state, failure) {
  const unsent = record.unsent().length;
  const waiting = `${unsent} ${unsent === 1 ? "entry" : "entries"} kept on this device, not sent yet`;
  const words = {
    waiting: "Kept on this device",
    sending: "Sending…",
    sent: record.entries().length ? "All kept on this device and sent" : "",
    failed: unsent ? waiting : "All kept on this device and sent",
    refused: waiting,
    gone: "Kept on this device only",
  };
  byId("saved").textContent = record.isKept() ? words[state] : notKept(state);
  tellFailure(state, failure);
  if (state === "sent" && wasOffline) {
    wasOffline = false;
    tellConnection("Back online. What you filled in has been sent.");
  }
}

function notKept(state) {
  return state === "sent"
    ? "All sent. This browser has no room to keep it on this device"
    : "This browser keeps nothing: take it away before you leave";
}

/** Told once: trying again in vain says nothing new, and a try that is under way does not take it back. */
function tellFailure(state, failure) {
  const box = byId("failed");
  if (failure && navigator.onLine) {
    const told = failureBox(state, failure);
    if (box.textContent !== told.textContent) box.replaceChildren(told);
  } else if (state === "sent") box.replaceChildren();
}

function failureBox(state, failure) {
  const still = " What you typed is still on this device.";
  const words = {
    gone: () => [element("p", {}, element("strong", {}, "This checklist was removed from the service."), still), button("Keep it as a new one", keepAsNew)],
    full: () => [element("p", {}, element("strong", {}, "This browser has no room to keep it as a new one."), still, " Clear another checklist first, or print this one."), button("Keep it as a new one", keepAsNew)],
    refused: () => [element("p", {}, element("strong", {}, `The service did not take ${notTaken()}. ${failure.title}.`), " It is kept on this device. Everything else has been sent. Change it, and it is sent again.")],
    failed: () => [element("p", {}, element("strong", {}, `${failure.title}.`), record.isKept() ? " What you type is kept on this device. It is sent as soon as it can be." : " This browser has no room to keep what you type. Leave this page open: it is sent as soon as it can be.")],
  };
  return element("div", { class: "notice notice-error", role: "alert" }, words[state]());
}

/** What the service refuses, as the page numbers or names it. */
function notTaken() {
  const names = sync.notTaken().map((one) => {
    if (one.aside) return "what is filled in for a line that reads otherwise now";
    const number = boxes.get(one.line)?.querySelector(".fill-number")?.textContent.replace(".", "");
    return number ? `line ${number}` : `“${one.asked}”`;
  });
  return new Intl.ListFormat("en-GB").format(names);
}

function keepAsNew() {
  const copy = record.copyTo(newId());
  if (copy) {
    record.forget();
    goOnWith(copy.id);
  } else byId("failed").replaceChildren(failureBox("full"));
}

function goOnWith(id) {
  choose(about.kind, id);
  history.replaceState(null, "", location.pathname);
  location.reload();
}

let wasOffline = !navigator.onLine;
let isReady = false;

function tellConnection(words) {
  byId("connection").textContent = words;
}

function tellWhereWeAre() {
  if (!navigator.onLine) tellConnection("You are offline: what you type is kept on this device.");
  else if (isReady) tellConnection("Ready to use offline.");
  else tellConnection("This browser does not let the page be opened offline. What you type is kept on this device all the same.");
}

/** What was typed for other words than the line has now stands apart, at the foot of the page. */
function putAsideWhatReadsOtherwise() {
  for (const one of record.entries()) {
    if (!one.aside && wordings.get(one.line) !== one.asked) record.putAside(one);
  }
  const earlier = record.earlier();
  byId("earlier").hidden = !earlier.length;
  byId("earlier-list").replaceChildren(...earlier.map((one) =>
    element("li", {}, element("p", {}, one.asked), element("p", { class: "of" }, [one.state, one.evidence, one.note].filter(Boolean).join(". ")))));
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  const box = event.target.closest("[data-line]");
  if (box) keep(box, typedIn(box));
});
form.addEventListener("click", (event) => {
  if (!event.target.closest("[data-do=clear-line]")) return;
  const box = event.target.closest("[data-line]");
  keep(box, { state: null, evidence: "", note: "" });
  show(box.dataset.line);
  box.querySelector("input").focus();
});
window.addEventListener("offline", () => { wasOffline = true; tellWhereWeAre(); });
window.addEventListener("online", () => { tellConnection("Back online. Sending what you filled in…"); sync.now(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") sync.now(); });
window.addEventListener("beforeunload", (event) => { if (!record.isKept() && record.unsent().length) event.preventDefault(); });
window.addEventListener("hashchange", () => { if (linkedId() && linkedId() !== record.id) location.reload(); });
onOtherTab((name) => {
  const prefix = `filled.${record.id}.`;
  const line = name.startsWith(prefix) ? name.slice(prefix.length) : "";
  if (boxes.has(line)) { show(line); count(); }
});

putAsideWhatReadsOtherwise();
for (const line of boxes.keys()) show(line);
count();
installFilters(form, lines);
installActs({ record, sync, about, goOnWith });
if (!navigator.onLine) tellWhereWeAre();
keepForOffline().then((is) => { isReady = is; tellWhereWeAre(); });
sync.now();
form.dataset.ready = "yes";

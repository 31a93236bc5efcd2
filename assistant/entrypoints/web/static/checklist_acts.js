// What is done with a filled-in checklist as a whole: taken away, printed, begun anew, cleared.
import { byId, element } from "./dom.js";
import { Failure, json, request } from "./http.js";
import { newId } from "./checklist_record.js";

const OFFLINE = "You are offline. What you filled in is kept: take it away when you are connected.";

export function installActs({ record, sync, about, goOnWith }) {
  const told = byId("took");
  const address = `/api/v1/filled-checklists/${record.id}`;

  async function take(format) {
    told.textContent = "Writing the file…";
    if (!(await sync.now())) {
      told.textContent = navigator.onLine ? "Not everything could be sent yet. Try again in a moment." : OFFLINE;
      return;
    }
    if (!record.entries().length) {
      told.textContent = "Nothing is filled in yet. The empty checklist can be taken away from the list of checklists.";
      return;
    }
    try {
      const content = format === "json"
        ? new Blob([JSON.stringify(await json(address), null, 2)], { type: "application/json" })
        : await (await request(`${address}.${format}`)).blob();
      download(content, `${about.title}, filled in.${format}`);
      told.textContent = "The file is on its way to your downloads.";
    } catch (error) {
      told.textContent = error instanceof Failure ? `${error.title}. ${error.detail}` : "The file could not be written. Try once more.";
    }
  }

  async function copyLink() {
    const isSent = await sync.now();
    const link = `${location.origin}${location.pathname}#filled=${record.id}`;
    try {
      await navigator.clipboard.writeText(link);
      told.textContent = isSent ? "The link is copied." : "The link is copied. What you filled in has not been sent yet.";
    } catch {
      told.textContent = `This browser does not let us copy. The link is ${link}`;
    }
  }

  function askToClear() {
    byId("clear-about").textContent = record.wasSent() && !navigator.onLine
      ? "It is taken off this device. The service has a copy: to remove that as well, connect first."
      : "It is taken off this device and out of the service. It cannot be brought back.";
    byId("clear-asked").showModal();
    byId("clear-no").focus();
  }

  async function clear() {
    byId("clear-asked").close();
    await sync.stop();
    const failure = record.wasSent() && navigator.onLine ? await remove() : null;
    if (failure) {
      told.textContent = `It was not cleared. ${failure.title ?? ""}`;
      sync.goOn();
      return;
    }
    record.forget();
    goOnWith(newId());
  }

  /** Take it out of the service. What went wrong, or null: what is not there needs no removing. */
  async function remove() {
    try {
      await request(address, { method: "DELETE" });
    } catch (error) {
      if (error.type !== "unknown-filled-checklist") return error;
    }
    return null;
  }

  for (const pressed of document.querySelectorAll("[data-take]")) pressed.addEventListener("click", () => take(pressed.dataset.take));
  byId("print").addEventListener("click", () => window.print());
  byId("link").addEventListener("click", copyLink);
  byId("anew").addEventListener("click", () => goOnWith(newId()));
  byId("clear").addEventListener("click", askToClear);
  byId("clear-yes").addEventListener("click", clear);
  byId("clear-no").addEventListener("click", () => byId("clear-asked").close());
  window.addEventListener("beforeprint", showForPrint);
}

function download(content, name) {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A field on paper shows what fits into it: its words stand beside it as text, and in its place there. */
function showForPrint() {
  for (const field of document.querySelectorAll("#checklist textarea")) {
    const copy = field.parentElement.querySelector(".on-paper") ?? field.parentElement.appendChild(element("p", { class: "on-paper" }));
    copy.textContent = field.value;
    if (field.value) field.closest("details").open = true;
  }
}

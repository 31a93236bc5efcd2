// A document handed in: how far its reading has come, then its findings. The file stays in this page, for the report.
import { byId, element } from "./dom.js";
import { Failure, failureFrom, readEvents, request } from "./http.js";
import { reviewParts } from "./review.js";

const ADDRESS = "/api/v1/reviews";
const form = byId("review-form");
const result = byId("result");
const stopButton = byId("stop");
let underWay = null;

function parts(file, against, format) {
  const body = new FormData();
  body.append("file", file, file.name);
  body.append("against", against);
  body.append("format", format);
  return body;
}

async function review(event) {
  event.preventDefault();
  const file = byId("file").files[0];
  const against = byId("against").value;
  underWay = new AbortController();
  busy(true);
  progress({ step: "Sending the document", done: 0, total: 0 });
  byId("failed").replaceChildren();
  result.hidden = true;
  try {
    const shown = await follow(parts(file, against, "json"), underWay.signal);
    result.replaceChildren(...reviewParts(shown, { download: () => download(file, against), draw: (page, quote) => draw(file, page, quote) }));
    result.hidden = false;
    result.focus();
  } catch (error) {
    if (error.name !== "AbortError") fail(error);
  } finally {
    busy(false);
  }
}

async function follow(body, signal) {
  let shown = null;
  const response = await request(ADDRESS, { method: "POST", body, headers: { Accept: "text/event-stream" }, signal });
  await readEvents(response, (name, data) => {
    if (name === "progress") progress(data);
    else if (name === "done") shown = data;
    else if (name === "error") throw failureFrom(data);
  });
  if (!shown) throw new Failure("The check broke off", "Your document is still chosen: check it once more.");
  return shown;
}

/** The report is made from the file once more, as the service has kept nothing. */
async function download(file, against) {
  byId("failed").replaceChildren();
  busy(true);
  progress({ step: "Writing the report", done: 0, total: 0 });
  try {
    const response = await request(ADDRESS, { method: "POST", body: parts(file, against, "docx") });
    const address = URL.createObjectURL(await response.blob());
    element("a", { href: address, download: `review of ${file.name}.docx` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    fail(error);
  } finally {
    busy(false);
  }
}

/** A page of the file as a picture, some words on it marked. The service keeps neither. */
async function draw(file, page, quote) {
  const body = new FormData();
  body.append("file", file, file.name);
  body.append("page", page);
  body.append("quote", quote);
  const response = await request(`${ADDRESS}/page`, { method: "POST", body });
  return response.blob();
}

function progress({ step, done, total }) {
  const count = total > 1 ? `: ${done} of ${total}` : "";
  byId("progress-told").textContent = `${step[0].toUpperCase()}${step.slice(1)}${count}…`;
  const bar = byId("progress-bar");
  if (total) bar.value = done / total;
  else bar.removeAttribute("value");
}

function busy(is) {
  byId("progress").hidden = !is;
  stopButton.hidden = !is;
  byId("review").disabled = is;
}

function fail(error) {
  const told = error instanceof Failure ? error : new Failure("The document could not be read", "It may have been moved or changed. Choose it again.");
  const box = element("div", { class: "notice notice-error", role: "alert", tabindex: "-1" }, element("p", {}, element("strong", {}, `${told.title}.`), ` ${told.detail}`));
  byId("failed").replaceChildren(box);
  box.focus();
}

form.addEventListener("submit", review);
stopButton.addEventListener("click", () => underWay?.abort());

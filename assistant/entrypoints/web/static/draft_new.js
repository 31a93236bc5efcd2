// The form about the home: kept while it is typed, sent with its sections arriving one by one.
import { byId, element } from "./dom.js";
import { keepForm } from "./form_keeper.js";
import { Failure, failureFrom, readEvents, request } from "./http.js";
import { remember } from "./my_drafts.js";
import { forget } from "./store.js";

const form = byId("profile");
const told = byId("making-told");
const sections = byId("making-sections");
const forgetButton = byId("forget");

function show(making) {
  form.hidden = making;
  byId("making").hidden = !making;
}

async function make(event) {
  event.preventDefault();
  show(true);
  byId("failed").replaceChildren();
  sections.replaceChildren();
  told.textContent = "Gathering what has to be covered…";
  byId("making-title").focus();
  let made = null;
  try {
    const response = await request(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/event-stream" } });
    await readEvents(response, (name, data) => {
      if (name === "section") arrived(data);
      else if (name === "done") made = data;
      else if (name === "error") throw failureFrom(data);
    });
    if (!made) throw new Failure("The draft broke off", "Nothing you typed has been lost: make it once more.");
    remember(made);
    location.assign(`/draft/${made.id}`);
  } catch (error) {
    failed(error instanceof Failure ? error : new Failure("Something went wrong on this page", "Nothing you typed has been lost. Load the page again."));
  }
}

function arrived(data) {
  told.textContent = `${data.done} of ${data.total} sections are done…`;
  const words = data.section.blocks.filter((block) => block.block === "statement" || block.block === "home_statement" || block.block === "provided_fact");
  sections.append(element("section", { class: "section" }, element("h3", {}, data.heading), words.map((block) => element("p", {}, block.text))));
}

function failed(failure) {
  show(false);
  const box = element("div", { class: "notice notice-error", role: "alert", tabindex: "-1" }, element("p", {}, element("strong", {}, `${failure.title}.`), ` ${failure.detail}`));
  byId("failed").replaceChildren(box);
  box.focus();
}

keepForm(form);
form.addEventListener("submit", make);
form.addEventListener("input", () => { forgetButton.hidden = false; });
forgetButton.hidden = !localStorage.getItem("homes.profile");
forgetButton.addEventListener("click", () => {
  form.reset();
  for (const control of form.querySelectorAll("input[type=text], input[type=date], textarea, select")) control.value = "";
  forget("profile");
  forgetButton.hidden = true;
  byId("failed").replaceChildren(element("p", { role: "status" }, "Your answers are forgotten."));
});
// Coming back with the browser's own button shows the form, not the last draft's making.
window.addEventListener("pageshow", () => show(false));

// A draft: what is typed into it is kept until the service has it, whatever happens on the way.
import { byId, element } from "./dom.js";
import { keepForm, tidy } from "./form_keeper.js";
import { leaveOut, remember } from "./my_drafts.js";
import { forget } from "./store.js";

const { id, title, name, made } = byId("draft").dataset;
const forms = [...document.querySelectorAll("form[data-keep]")];

remember({ id, title, profile_name: name, made_at: made });
for (const form of forms) {
  tidy(form);
  if (keepForm(form)) form.prepend(element("p", { class: "kept-mark", role: "status" }, "What you typed here before is back in its place. It is not saved in the draft yet."));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    const box = element("div", { class: "notice notice-error", role: "alert" }, element("p", {}, element("strong", {}, "You are not connected."), " What you typed is kept. Save it when you are connected again."));
    form.querySelector(".notice-error")?.remove();
    form.append(box);
  });
}

byId("remove").addEventListener("submit", () => {
  leaveOut(id);
  for (const form of forms) {
    forget(form.dataset.keep);
    form.reset();
  }
});

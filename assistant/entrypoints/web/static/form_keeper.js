// What is typed into a form marked with data-keep stays in this browser until the service has it.
import { forget, keep, recall } from "./store.js";

const PAUSE = 250;

/** Put back what was typed into the form before, and keep what is typed from now on. Returns how many were put back. */
export function keepForm(form) {
  const name = form.dataset.keep;
  let restored = 0;
  for (const [field, value] of Object.entries(recall(name, {}))) {
    const control = [...form.elements].find((one) => one.name === field);
    if (!control || isSame(initial(control), value)) continue;
    put(control, value);
    control.closest("details")?.setAttribute("open", "");
    restored += 1;
  }
  let waiting = 0;
  const save = () => keepTyped(form, name);
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("change", save);
  form.addEventListener("submit", save);
  window.addEventListener("pagehide", save);
  return restored;
}

/** Drop what is kept for the form's fields that the service has, or that are not asked for any more. */
export function tidy(form) {
  const kept = Object.entries(recall(form.dataset.keep, {}));
  const open = kept.filter(([field, value]) => [...form.elements].some((one) => one.name === field && !isSame(initial(one), value)));
  store(form.dataset.keep, Object.fromEntries(open));
}

function keepTyped(form, name) {
  const controls = [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.tagName !== "BUTTON");
  const here = new Set(controls.map((one) => one.name));
  const elsewhere = Object.entries(recall(name, {})).filter(([field]) => !here.has(field));
  const typed = controls.filter((one) => !isSame(initial(one), valueOf(one))).map((one) => [one.name, valueOf(one)]);
  store(name, Object.fromEntries([...elsewhere, ...typed]));
}

function store(name, typed) {
  if (Object.keys(typed).length) keep(name, typed);
  else forget(name);
}

function valueOf(control) {
  return control.type === "checkbox" ? (control.checked ? "yes" : "") : control.value;
}

/** What the service sent in the field. */
function initial(control) {
  if (control.type === "checkbox") return control.defaultChecked ? "yes" : "";
  if (control.tagName === "SELECT") return [...control.options].find((one) => one.defaultSelected)?.value ?? "";
  return control.defaultValue;
}

function put(control, value) {
  if (control.type === "checkbox") control.checked = value === "yes";
  else control.value = value;
}

function isSame(one, other) {
  return one.replaceAll("\r\n", "\n").trim() === other.replaceAll("\r\n", "\n").trim();
}

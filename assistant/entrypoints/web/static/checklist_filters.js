// Narrowing a checklist. A line that is filled in meanwhile stays until the choice is made anew: nothing jumps away.
import { byId } from "./dom.js";

export function installFilters(form, lines) {
  const unfilled = byId("unfilled");
  const basis = byId("basis");
  const narrow = () => {
    for (const line of lines) {
      const isLeft = unfilled.checked && line.classList.contains("is-filled");
      const isOther = Boolean(basis?.value) && line.dataset.basis !== basis.value;
      line.hidden = isLeft || isOther;
    }
    for (const section of form.querySelectorAll(".fill-section")) section.hidden = !section.querySelector(".fill-line:not([hidden])");
    const shown = lines.filter((line) => !line.hidden).length;
    byId("filtered").textContent = shown === lines.length ? "" : `${shown} of ${lines.length} lines shown.`;
  };
  unfilled.addEventListener("change", narrow);
  basis?.addEventListener("change", narrow);
}

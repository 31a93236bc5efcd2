// What every page does: say when there is no connection, and open a citation's source beside the text.
import { byId } from "./dom.js";
import { openSource } from "./source_panel.js";

const banner = byId("offline");

function tellConnection() {
  banner.textContent = navigator.onLine ? "" : banner.dataset.words;
  banner.hidden = navigator.onLine;
}

window.addEventListener("online", tellConnection);
window.addEventListener("offline", tellConnection);
tellConnection();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-citation]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  openSource(link);
});

// The drafts that this browser has made: the service lists drafts to nobody but the owner of its machine.
import { keep, recall } from "./store.js";

const MOST = 100;

/** Every draft, the one opened last first: {id, title, profile_name, made_at}. */
export function myDrafts() {
  return recall("drafts", []);
}

/** Put a draft first among those remembered. */
export function remember(draft) {
  keep("drafts", [draft, ...myDrafts().filter((one) => one.id !== draft.id)].slice(0, MOST));
}

/** Take a draft off the list; the draft itself stays. */
export function leaveOut(id) {
  keep("drafts", myDrafts().filter((one) => one.id !== id));
}

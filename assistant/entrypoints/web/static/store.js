// What is kept in this browser. What it may not keep, or has no room for, is remembered until the page is left.

/** What could not be written, by name, as JSON: newer than what the browser may have under the same name. */
const unwritten = new Map();

/** What was kept under `name`, or `otherwise`. */
export function recall(name, otherwise) {
  try {
    const kept = unwritten.get(name) ?? localStorage.getItem(`homes.${name}`);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

/** Keep `value` under `name`; whether the browser took it. */
export function keep(name, value) {
  if (!write(name, JSON.stringify(value))) return false;
  writeTheRest();
  return true;
}

/** Keep nothing under `name` any more. */
export function forget(name) {
  unwritten.delete(name);
  try {
    localStorage.removeItem(`homes.${name}`);
  } catch {
    // it kept nothing
  }
  writeTheRest();
}

/** Whether the browser took everything under the names that begin so. */
export function isWritten(prefix) {
  return ![...unwritten.keys()].some((name) => name.startsWith(prefix));
}

/** The names that something is kept under, of those that begin so. */
export function namesOf(prefix) {
  const names = new Set([...unwritten.keys()].filter((name) => name.startsWith(prefix)));
  try {
    const whole = `homes.${prefix}`;
    for (let at = 0; at < localStorage.length; at += 1) {
      const name = localStorage.key(at);
      if (name.startsWith(whole)) names.add(name.slice("homes.".length));
    }
  } catch {
    // it keeps nothing
  }
  return [...names];
}

/** Tell when another tab keeps or forgets something: its name. */
export function onOtherTab(tell) {
  window.addEventListener("storage", (event) => {
    if (event.key?.startsWith("homes.")) tell(event.key.slice("homes.".length));
  });
}

function write(name, text) {
  try {
    localStorage.setItem(`homes.${name}`, text);
    unwritten.delete(name);
    return true;
  } catch {
    unwritten.set(name, text);
    return false;
  }
}

/** There may be room now for what there was none for. */
function writeTheRest() {
  for (const [name, text] of [...unwritten]) {
    if (!write(name, text)) return;
  }
}

// What is kept in this browser. Where it may not keep anything, pages work all the same and forget on reload.

const memory = new Map();

/** What was kept under `name`, or `otherwise`. */
export function recall(name, otherwise) {
  try {
    const kept = localStorage.getItem(`homes.${name}`);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return memory.has(name) ? memory.get(name) : otherwise;
  }
}

/** Keep `value` under `name`; whether the browser took it. */
export function keep(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(`homes.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Keep nothing under `name` any more. */
export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(`homes.${name}`);
  } catch {
    // it kept nothing
  }
}

/** The names that something is kept under, of those that begin so. */
export function namesOf(prefix) {
  const names = new Set([...memory.keys()].filter((name) => name.startsWith(prefix)));
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

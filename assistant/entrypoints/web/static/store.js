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

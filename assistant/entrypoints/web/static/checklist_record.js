// A checklist that is filled in on this device: each line under a name of its own, so that two tabs take nothing from
// each other. What the service has of a line is told by the moment of the entry that it last answered with.
import { forget, isWritten, keep, namesOf, recall } from "./store.js";

const EMPTY = { state: null, evidence: "", note: "" };
const UNSENT = { seen: null, tried: [], drops: [] };
const MOST_TRIED = 150;

/** A checklist of this kind that is on this device; the one being filled in is begun where there is none. */
export function currentId(kind) {
  const known = recall(`filling.${kind}`, null);
  return typeof known === "string" ? known : choose(kind, newId());
}

/** From now on `id` is the one being filled in. */
export function choose(kind, id) {
  keep(`filling.${kind}`, id);
  return id;
}

export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Every filled-in checklist on this device, the one begun last first. */
export function onThisDevice() {
  return namesOf("filled.")
    .filter((name) => name.split(".").length === 2)
    .map((name) => new ChecklistRecord(name.slice("filled.".length)))
    .sort((one, other) => other.about.begun - one.about.begun);
}

export function isEmpty(entry) {
  return !entry || (!entry.state && !entry.evidence && !entry.note);
}

export function isSame(one, other) {
  return one.state === other.state && one.evidence === other.evidence && one.note === other.note;
}

/** Whether this very entry is among those that were sent. */
function isSent(entry, sent) {
  return sent.has(`${entry.line} ${entry.written_at}`);
}

/** Whether what the service has was known before it was asked: another tab may have learnt of it meanwhile. */
function isKnown(entry, known) {
  return entry.seen !== null && known.get(entry.line) === entry.seen;
}

function moments(entries) {
  return entries.map((one) => one.written_at).join();
}

export class ChecklistRecord {
  constructor(id) {
    this.id = id;
  }

  get about() {
    return recall(`filled.${this.id}`, { kind: "", title: "", begun: 0 });
  }

  /** What stands on this device for a line as it is worded, or null. */
  entry(line) {
    return recall(this.#name(line), null);
  }

  entries() {
    const prefix = `filled.${this.id}.`;
    return namesOf(prefix).map((name) => recall(name, null)).filter(Boolean);
  }

  /** What was typed for lines that are worded otherwise now. */
  earlier() {
    const prefix = `filled.${this.id}.~`;
    return namesOf(prefix).map((name) => recall(name, null)).filter((one) => one && !isEmpty(one));
  }

  /** Entries that the service has not answered for. */
  unsent() {
    return this.entries().filter((one) => one.written_at !== one.seen);
  }

  /** Whether the service has, or may have, something of it. */
  wasSent() {
    return this.entries().some((one) => one.seen !== null || one.tried.length);
  }

  /** Whether the browser took all of it: what it did not is gone once the page is left. */
  isKept() {
    return isWritten(`filled.${this.id}`);
  }

  /** Make it known on this device, where it is not yet. */
  begin(about) {
    if (!this.about.kind) keep(`filled.${this.id}`, { ...about, begun: Date.now() });
  }

  /** Keep what was typed. `drops` are moments of entries beside it that may go. */
  write(line, asked, said, about, drops = []) {
    const before = this.entry(line);
    const now = Math.max(Date.now(), (before?.written_at ?? 0) + 1);
    const others = (before?.others ?? []).filter((one) => !drops.includes(one.written_at));
    this.begin(about);
    this.#put({
      ...EMPTY, ...said, line, asked, others,
      written_at: now,
      seen: before?.seen ?? null,
      tried: before?.tried ?? [],
      drops: [...(before?.drops ?? []), ...drops],
    });
  }

  /** A line is worded otherwise now: what was said of the old words is put aside, and goes to the service as well. */
  putAside(entry) {
    keep(`filled.${this.id}.~${entry.written_at}.${entry.line}`, { ...entry, aside: true });
    forget(this.#name(entry.line));
  }

  /** An entry is on its way: should no answer come, the service may have it all the same. */
  trying(one) {
    this.#try(one, [one.written_at]);
  }

  /** The service refused an entry: it has nothing of it. */
  refused(one) {
    this.#try(one, []);
  }

  /** What the service was known to have when a request went out: the moment of each line's entry. */
  known() {
    return new Map(this.entries().filter((one) => !one.aside).map((one) => [one.line, one.seen]));
  }

  /**
   * The service's answer for a line. `sent` are the moments that it answers to, `known` what was known before; whether
   * fields have to change.
   */
  answered(told, wordings, sent, known) {
    this.#answeredAside(told, sent);
    const [top, ...others] = [told, ...told.others].filter((one) => one.asked === wordings.get(told.line));
    const local = this.entry(told.line);
    if (!top) return this.#answeredWithout(local, sent, known);
    const standing = { state: top.state, evidence: top.evidence, note: top.note, written_at: top.written_at };
    const knows = { seen: top.written_at, tried: [], drops: [], others };
    if (!local) {
      this.#put({ line: told.line, asked: top.asked, ...standing, ...knows });
      return true;
    }
    const changes = moments(others) !== moments(local.others);
    // what is typed over another is always later than that: an earlier one is from an older store
    if (isKnown(local, known) && top.written_at < local.seen) {
      this.#put({ ...local, ...UNSENT, others });
      return changes;
    }
    const isTypedSince = local.written_at !== local.seen && !isSent(local, sent);
    if (isTypedSince) {
      if (!local.tried.includes(top.written_at)) return false;
      this.#put({ ...local, seen: top.written_at, tried: [], others });
      return changes;
    }
    this.#put({ ...local, ...standing, ...knows });
    return changes || !isSame(local, standing);
  }

  /** The service lost its store, or has an older one again: what it had of these lines, and has no more, is unsent. */
  missed(told, known) {
    const has = new Set(told.map((one) => one.line));
    for (const one of this.entries()) {
      const wasThere = one.aside ? one.seen !== null : isKnown(one, known);
      if (!has.has(one.line) && wasThere) this.#put({ ...one, ...UNSENT });
    }
  }

  /** Take it off this device. */
  forget() {
    for (const name of namesOf(`filled.${this.id}.`)) forget(name);
    forget(`filled.${this.id}`);
  }

  /** The same under another id, as if nothing of it had been sent; null, and nothing kept, where there is no room for it. */
  copyTo(id) {
    const copy = new ChecklistRecord(id);
    keep(`filled.${id}`, this.about);
    for (const one of this.entries()) copy.#put({ ...one, ...UNSENT });
    if (copy.isKept()) return copy;
    copy.forget();
    return null;
  }

  /** What was put aside is with the service once it was sent: what says nothing, or the same, is folded away there. */
  #answeredAside(told, sent) {
    const has = new Set([told, ...told.others].map((one) => one.written_at));
    for (const one of this.entries()) {
      if (one.aside && one.line === told.line && (has.has(one.written_at) || isSent(one, sent))) this.#put({ ...one, seen: one.written_at });
    }
  }

  /** The service has nothing for the line's words: it folded away what was sent, or has lost what it had. */
  #answeredWithout(local, sent, known) {
    if (!local) return false;
    if (isSent(local, sent)) this.#put({ ...local, seen: local.written_at, tried: [] });
    else if (!isEmpty(local) && isKnown(local, known)) this.#put({ ...local, ...UNSENT });
    return false;
  }

  /** Of an entry as it is now, only what may be with the service changes: it may have been typed over meanwhile. */
  #try({ written_at, line, aside }, added) {
    const entry = recall(this.#name(line, aside ? written_at : 0), null);
    if (entry) this.#put({ ...entry, tried: [...entry.tried.filter((at) => at !== written_at), ...added].slice(-MOST_TRIED) });
  }

  #put(entry) {
    keep(this.#name(entry.line, entry.aside ? entry.written_at : 0), entry);
  }

  /** What an entry is kept under; one that was put aside, by its moment as well. */
  #name(line, putAsideAt = 0) {
    return putAsideAt ? `filled.${this.id}.~${putAsideAt}.${line}` : `filled.${this.id}.${line}`;
  }
}

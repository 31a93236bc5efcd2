// What is filled in goes to the service when there is a connection, and what others filled in comes back.
import { Failure, json } from "./http.js";

const SOON_MS = 1200;
const AGAIN_MS = 20_000;
const LONGEST_END_MS = 5000;
const MOST_BYTES = 120_000;
const MOST_LINES = 100;
const REFUSALS = new Set([400, 413, 422]);
const GONE = "unknown-filled-checklist";

/** `tell(state, failure)` hears "waiting", "sending", "sent", "refused", "failed" and "gone"; `onLines(names)` which fields changed. */
export class ChecklistSync {
  constructor(record, about, wordings, { isLinked, tell, onLines }) {
    this.record = record;
    this.about = about;
    this.wordings = wordings;
    this.isLinked = isLinked;
    this.tell = tell;
    this.onLines = onLines;
    this.address = `/api/v1/filled-checklists/${record.id}`;
    this.waiting = 0;
    this.underWay = null;
    this.refused = new Map();
  }

  /** Entries that the service will not take as they are: they are sent again when they are changed. */
  notTaken() {
    return this.record.unsent().filter((one) => this.refused.get(nameOf(one))?.at === one.written_at);
  }

  /** Something was typed: send it in a moment. */
  soon(delay = SOON_MS) {
    clearTimeout(this.waiting);
    this.tell("waiting");
    this.waiting = setTimeout(() => this.now(), delay);
  }

  /** Send what is unsent, and learn what there is. Whether everything is with the service now. */
  async now() {
    clearTimeout(this.waiting);
    if (this.underWay) {
      await this.underWay;
      return this.record.unsent().length ? this.now() : true;
    }
    this.underWay = this.#exchange();
    const isDone = await this.underWay;
    this.underWay = null;
    return isDone;
  }

  /** Nothing is sent any more. What is under way has come to its end, or is not waited for any longer. */
  async stop() {
    clearTimeout(this.waiting);
    this.isStopped = true;
    await Promise.race([this.underWay, new Promise((resolve) => setTimeout(resolve, LONGEST_END_MS))]);
  }

  /** Send again what is unsent. */
  goOn() {
    this.isStopped = false;
    this.soon();
  }

  async #exchange() {
    if (this.isStopped) return false;
    try {
      if (!(await this.#sendAll())) await this.#fetch();
      if (this.isStopped) return false;
      const isDone = !this.record.unsent().length;
      if (isDone) this.tell("sent");
      else if (this.#toSend().length) this.soon();
      else this.tell("refused", this.refused.get(nameOf(this.notTaken()[0])).failure);
      return isDone;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  #toSend() {
    const not = new Set(this.notTaken().map(nameOf));
    return this.record.unsent().filter((one) => !not.has(nameOf(one)));
  }

  /** Send what is unsent in parts, each as it is when its turn comes, and nothing twice. Whether there was anything. */
  async #sendAll() {
    const had = new Set();
    for (;;) {
      const part = firstPart(this.#toSend().filter((one) => !had.has(nameOf(one))));
      if (!part.length || this.isStopped) return had.size > 0;
      if (!had.size) this.tell("sending");
      for (const one of part) had.add(nameOf(one));
      await this.#sendPart(part);
    }
  }

  /** One entry that is refused does not keep back the others: they are sent in halves until it stands alone. */
  async #sendPart(part) {
    try {
      await this.#send(part);
    } catch (error) {
      if (!REFUSALS.has(error.status)) throw error;
      for (const one of part) this.record.refused(one);
      const half = Math.ceil(part.length / 2);
      if (part.length === 1) this.refused.set(nameOf(part[0]), { at: part[0].written_at, failure: error });
      else for (const some of [part.slice(0, half), part.slice(half)]) await this.#sendPart(some);
    }
  }

  /** What others filled in. Under an address that was given to this device there may be something that it never sent. */
  async #fetch() {
    const mayBeNothing = !this.record.wasSent();
    if (mayBeNothing && !this.isLinked) return;
    try {
      const known = this.record.known();
      this.#learn(await json(this.address), new Set(), known);
    } catch (error) {
      if (!mayBeNothing || error.type !== GONE) throw error;
    }
  }

  async #send(batch) {
    const known = this.record.known();
    for (const one of batch) this.record.trying(one);
    const options = {
      method: "PUT",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ kind: this.about.kind, lines: batch.map(onTheWire) }),
    };
    this.#learn(await json(this.address, options), new Set(batch.map((one) => `${one.line} ${one.written_at}`)), known);
  }

  #learn(told, sent, known) {
    if (this.isStopped) return;
    this.record.begin(this.about);
    const changed = told.lines.filter((line) => this.record.answered(line, this.wordings, sent, known)).map((line) => line.line);
    this.record.missed(told.lines, known);
    if (changed.length) this.onLines(changed);
  }

  #failed(error) {
    const failure = error instanceof Failure ? error : new Failure("Something went wrong on this page", "Load it again: what you typed is kept.");
    if (failure.type === GONE) {
      this.stop();
      this.tell("gone", failure);
      return;
    }
    this.tell("failed", failure);
    this.waiting = setTimeout(() => this.now(), AGAIN_MS);
  }
}

function onTheWire({ line, asked, state, evidence, note, written_at, seen, tried, drops }) {
  const follows = [...(seen === null ? [] : [seen]), ...tried];
  return { line, asked, state, evidence: wellFormed(evidence), note: wellFormed(note), written_at, follows, drops: drops.slice(-150) };
}

/** Half a character, as some keyboards leave behind, cannot be sent. */
function wellFormed(text) {
  return text.toWellFormed?.() ?? text;
}

function nameOf(one) {
  return one.aside ? `~${one.written_at}.${one.line}` : one.line;
}

/** As many of the entries as a request can hold. */
function firstPart(entries) {
  let bytes = 0;
  const isOver = (one) => {
    bytes += new TextEncoder().encode(JSON.stringify(onTheWire(one))).length;
    return bytes > MOST_BYTES;
  };
  const end = entries.slice(1).findIndex((one, at) => at + 1 >= MOST_LINES || isOver(one));
  return end === -1 ? entries : entries.slice(0, end + 1);
}

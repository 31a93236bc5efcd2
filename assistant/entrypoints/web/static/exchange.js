// One question of the thread and what came of it: while it is on its way, done, or failed.
import { button, element } from "./dom.js";
import { Numbering, asText, noticeBox, outcomeParts, statementItem } from "./answer.js";
import { Failure, failureFrom, follow } from "./http.js";

const LONGEST_TITLE = 240;

/** The address that asks this question again: behind the #, so that it is sent to nobody and stands in no log. */
export function linkTo(question, history) {
  const told = new URLSearchParams([["ask", question], ...history.map((one) => ["after", one])]);
  return `${location.origin}/#${told}`;
}

/** Shows one exchange. `say` tells whoever listens instead of looks; `onAgain` asks the question again. */
export class Exchange {
  constructor(question, history, { say, onAgain }) {
    this.question = question;
    this.history = history;
    this.outcome = null;
    this.say = say;
    this.onAgain = onAgain;
    this.title = element("h2", { tabindex: "-1" }, shortened(question));
    this.body = element("div", {});
    this.article = element("article", { class: "exchange" }, this.title, whole(question), this.body);
  }

  /** Show an outcome that is known already. */
  show(outcome) {
    this.outcome = outcome;
    this.body.replaceChildren(...outcomeParts(outcome), this.#acts());
  }

  /** Ask the service and show what arrives when it arrives. Returns the outcome, or null where there is none. */
  async ask(signal) {
    this.#begin();
    try {
      const asked = { question: this.question, history: this.history };
      await follow("/api/v1/ask", asked, (name, data) => this.#arrived(name, data), signal);
      if (!this.outcome) throw new Failure("The answer broke off", "Nothing has been lost: ask once more.");
    } catch (error) {
      this.#failed(error);
    }
    return this.outcome;
  }

  #begin() {
    this.numbering = new Numbering();
    this.withdrawn = false;
    this.working = element("p", { class: "working" }, "Looking through the documents…");
    this.notices = element("div", {});
    this.statements = element("ol", { class: "statements" });
    this.body.replaceChildren(this.notices, this.statements, this.working);
    this.say("Looking through the documents");
  }

  #arrived(name, data) {
    if (name === "notice") this.notices.append(noticeBox(data));
    else if (name === "evidence") this.working.textContent = considered(data);
    else if (name === "statement") this.statements.append(statementItem(data, this.numbering));
    else if (name === "withdrawn") this.#withdraw();
    else if (name === "done") this.#done(data);
    else if (name === "error") throw failureFrom(data);
  }

  #withdraw() {
    this.numbering = new Numbering();
    this.statements.replaceChildren();
    this.working.textContent = "The language model did not finish. What it had said is taken back, and the documents are quoted instead…";
    this.withdrawn = true;
  }

  #done(outcome) {
    this.show(outcome);
    const before = this.withdrawn ? "What the language model had said is taken back. " : "";
    this.say(before + (outcome.kind === "answer" ? `Answered, in ${counted(outcome.statements.length, "statement")}` : "No answer"));
  }

  #failed(error) {
    const stopped = error.name === "AbortError";
    const failure = error instanceof Failure ? error : new Failure("Something went wrong on this page", "Ask once more, or load the page again.");
    const title = stopped ? "You stopped this answer" : failure.title;
    const box = element(
      "div",
      { class: stopped ? "notice" : "notice notice-error", role: "alert" },
      element("p", {}, element("strong", {}, `${title}.`), ` ${stopped ? "" : failure.detail}`),
      element("p", {}, button("Ask again", () => this.onAgain(this))),
    );
    this.body.replaceChildren(box);
  }

  #acts() {
    const copied = (label, text) => button(label, async (event) => {
      const pressed = event.currentTarget;
      pressed.textContent = (await copy(text())) ? "Copied" : "This browser does not let us copy";
      this.say(pressed.textContent);
      setTimeout(() => { pressed.textContent = label; }, 2500);
    });
    return element(
      "div",
      { class: "acts" },
      copied("Copy with citations", () => asText(this.question, this.outcome)),
      copied("Copy a link", () => linkTo(this.question, this.history)),
      button("Print", () => window.print()),
      button("Ask again", () => this.onAgain(this)),
    );
  }
}

function shortened(question) {
  return question.length > LONGEST_TITLE ? `${question.slice(0, LONGEST_TITLE)}…` : question;
}

/** A question too long for a title, to be opened; nothing for others. */
function whole(question) {
  if (question.length <= LONGEST_TITLE) return null;
  return element("details", {}, element("summary", {}, "The whole question"), element("p", { class: "typed" }, question));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = element("textarea", { class: "unseen", "aria-label": "Text to copy" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

function considered(evidence) {
  const names = evidence.slice(0, 4).map((one) => one.provision).join(", ");
  return `Reading ${counted(evidence.length, "passage")}: ${names}${evidence.length > 4 ? " and others" : ""}…`;
}

function counted(count, name) {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

// The first page: a question box, and a thread of questions and answers that is kept in this browser alone.
import { byId } from "./dom.js";
import { Exchange } from "./exchange.js";
import { forget, keep, recall } from "./store.js";

const MOST_KEPT = 40;
const MOST_HISTORY = 20;

const form = byId("ask");
const box = byId("question");
const thread = byId("thread");
const send = byId("send");
const stop = byId("stop");
const forgetButton = byId("forget");

let exchanges = [];
let underWay = null;

const listener = { say: (text) => { byId("told").textContent = text; }, onAgain: (exchange) => ask(exchange) };

function start() {
  for (const kept of recall("thread", [])) {
    const exchange = new Exchange(kept.question, kept.history, listener);
    exchange.show(kept.outcome);
    exchanges.push(exchange);
  }
  thread.replaceChildren(...exchanges.map((one) => one.article));
  box.value ||= recall("question", "");
  box.addEventListener("input", () => keep("question", box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(send);
    }
  });
  form.addEventListener("submit", submitted);
  stop.addEventListener("click", () => underWay?.abort());
  forgetButton.addEventListener("click", forgetAll);
  window.addEventListener("hashchange", askFromLink);
  settle();
  askFromLink();
}

/** Show what belongs to a page with a thread, or without one. */
function settle() {
  const isNew = exchanges.length === 0;
  byId("intro").hidden = byId("examples").hidden = !isNew;
  byId("question-label").textContent = isNew ? "Your question" : "Ask more about this";
  forgetButton.hidden = isNew;
}

function submitted(event) {
  event.preventDefault();
  const question = (event.submitter?.name === "example" ? event.submitter.value : box.value).trim();
  if (!question || underWay) return;
  begin(question, historyOf(exchanges.at(-1)));
}

/** The questions that a follow-up to `exchange` comes after. */
function historyOf(exchange) {
  return exchange ? [...exchange.history, exchange.question].slice(-MOST_HISTORY) : [];
}

function begin(question, history) {
  const exchange = new Exchange(question, history, listener);
  exchanges.push(exchange);
  thread.append(exchange.article);
  settle();
  if (box.value.trim() === question) {
    box.value = "";
    forget("question");
  }
  return ask(exchange);
}

async function ask(exchange) {
  if (underWay) return;
  underWay = new AbortController();
  send.disabled = true;
  stop.hidden = false;
  exchange.outcome = null;
  exchange.title.focus({ preventScroll: true });
  exchange.article.scrollIntoView({ block: "start" });
  const outcome = await exchange.ask(underWay.signal);
  underWay = null;
  send.disabled = false;
  stop.hidden = true;
  if (outcome) keepThread();
  else if (!box.value.trim()) {
    box.value = exchange.question;
    keep("question", box.value);
  }
}

function keepThread() {
  const kept = exchanges.filter((one) => one.outcome).slice(-MOST_KEPT);
  keep("thread", kept.map(({ question, history, outcome }) => ({ question, history, outcome })));
}

function forgetAll() {
  underWay?.abort();
  forget("thread");
  forget("question");
  exchanges = [];
  thread.replaceChildren();
  box.value = "";
  if (location.hash) history.replaceState(null, "", "/");
  settle();
  listener.say("The conversation is forgotten");
  box.focus();
}

/** A link's question is asked, unless it is the last one already. */
function askFromLink() {
  const told = new URLSearchParams(location.hash.slice(1));
  const question = told.get("ask")?.trim();
  const last = exchanges.at(-1);
  if (!question || underWay || last?.question === question) return;
  begin(question, told.getAll("after").slice(-MOST_HISTORY));
}

start();

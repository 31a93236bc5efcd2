// Speaking to the service: JSON, events as they arrive, and what went wrong in words for people.

/** What went wrong, in a title and a sentence; a problem's `type` and `status`, where the service told of one. */
export class Failure extends Error {
  constructor(title, detail = "", type = "", status = 0) {
    super(title);
    this.title = title;
    this.detail = detail;
    this.type = type;
    this.status = status;
  }
}

const OFFLINE = ["You are not connected", "Nothing has been lost. Connect again, then try once more."];
const UNREACHED = ["The service does not answer", "It may have been stopped, or the connection dropped. Nothing has been lost: try once more."];

/** A response of the service. Throws Failure for one that is a problem, or for none. */
export async function request(address, options = {}) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(...(navigator.onLine ? UNREACHED : OFFLINE));
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** What the service answers as JSON. */
export async function json(address, options = {}) {
  const response = await request(address, { headers: { Accept: "application/json" }, ...options });
  return response.json();
}

/** Send JSON, and hand each server-sent event to `onEvent(name, data)` until the last. */
export async function follow(address, body, onEvent, signal) {
  const response = await request(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
    signal,
  });
  await readEvents(response, onEvent);
}

/** Hand each server-sent event of a response to `onEvent(name, data)`. Throws Failure where the stream breaks off. */
export async function readEvents(response, onEvent) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    let part;
    try {
      part = await reader.read();
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Failure(...(navigator.onLine ? UNREACHED : OFFLINE));
    }
    if (part.done) return;
    const blocks = (waiting + part.value).split("\n\n");
    waiting = blocks.pop();
    for (const block of blocks) deliver(block, onEvent);
  }
}

/** A problem's detail as a sentence of its own, without what its title says already. */
function afterTitle(title, detail) {
  const again = detail.toLowerCase().startsWith(title.toLowerCase());
  const left = again ? detail.slice(title.length).replace(/^[ ,;:.]+/, "") : detail;
  return left.charAt(0).toUpperCase() + left.slice(1);
}

/** What a problem says, as the service words it. */
export function failureFrom(problem) {
  const title = problem.title ?? "The service failed";
  return new Failure(title, afterTitle(title, problem.detail ?? ""), problem.type ?? "", problem.status ?? 0);
}

async function failureOf(response) {
  try {
    return failureFrom(await response.json());
  } catch {
    return new Failure("The service failed", `It answered with status ${response.status}. Try once more.`, "", response.status);
  }
}

function deliver(block, onEvent) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (data.length) onEvent(name, JSON.parse(data.join("\n")));
}

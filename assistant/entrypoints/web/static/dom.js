// Building elements. Text goes in as text, always: nothing here parses HTML.

/** An element. `properties` are attributes; one whose value is null, undefined or false is left out. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** The element with this id, which has to be there. */
export function byId(id) {
  return document.getElementById(id);
}

/** A button that does `act`. */
export function button(label, act, look = "button quiet") {
  return element("button", { type: "button", class: look, onclick: act }, [label].flat());
}

// The list of this browser's drafts.
import { button, byId, element } from "./dom.js";
import { leaveOut, myDrafts } from "./my_drafts.js";
import { day } from "./words.js";

function show() {
  const drafts = myDrafts();
  byId("mine").hidden = !drafts.length;
  byId("mine-list").replaceChildren(
    ...drafts.map((one) => {
      const name = one.profile_name ? `${one.title}: ${one.profile_name}` : one.title;
      return element(
        "li",
        { class: "card" },
        element("h3", {}, element("a", { href: `/draft/${encodeURIComponent(one.id)}` }, name)),
        element("p", { class: "of" }, day(one.made_at)),
        button(["Take it off this list", element("span", { class: "unseen" }, `: ${name}`)], () => { leaveOut(one.id); show(); }),
      );
    }),
  );
}

show();

// What is promised of an order: its clocks, hold and the reason for being late; and the forms that say them.
import { el } from "./dom.js";

export function owed({ owed }, { texts }) {
  return section([
    owed.hold && el("p", { class: "held" }, el("b", {}, texts.on_hold), ": ", owed.hold),
    owed.clocks && el("p", { class: owed.late ? "clocks late" : "clocks" }, owed.clocks),
    owed.reason && el("p", {}, el("b", {}, texts.late_reason), ": ", owed.reason),
  ]);
}

export function saying({ owed }, { texts }, tell) {
  return section([
    owed.late && asking("late", texts.explain, texts.late_ask, owed.reason),
    owed.hold && el("button", { type: "button", class: "button", "data-key": "resume", onclick: ({ target }) => said("resume", {}, target) }, texts.go_on),
    owed.holdable && asking("hold", texts.hold, texts.hold_ask, ""),
  ]);

  function asking(verb, title, question, reason) {
    const field = el("textarea", { name: "reason", required: true, rows: 2, "aria-label": question, placeholder: question, "data-key": `${verb}-reason` });
    field.value = reason;
    return el("details", { "data-key": `${verb}-form` },
      el("summary", { "data-key": verb }, title),
      el("form", { onsubmit: (event) => { event.preventDefault(); said(verb, { reason: field.value }, event.submitter ?? field); } },
        field, el("button", { type: "submit", class: "button" }, texts.save)));
  }

  async function said(verb, told, button) {
    button.disabled = true;
    const problem = await tell(`/api/orders/${owed.order}/${verb}`, told);
    button.disabled = false;
    if (!problem) return;
    const place = button.closest("details, section");
    place.querySelector(".problem")?.remove();
    place.append(el("p", { class: "problem", role: "alert" }, problem));
  }
}

function section(parts) {
  return parts.some(Boolean) ? el("section", { class: "owed" }, parts) : null;
}

// The form that moves a visit without a mouse: day, beginning, end, master.
import { lasting } from "./axis.js";
import { minutes, moment } from "./days.js";
import { el } from "./dom.js";
import { movable, stretched } from "./cards.js";

export function planning(visit, page, { propose, masters, visitOf, spot, done }) {
  if (!stretched(visit, page)) return null;
  const { texts } = page;
  const whole = movable(visit, page);
  let known = visit; // one that has changed meanwhile is told once; then its person knows
  const start = spot?.start ?? visit.start ?? "";
  const wanted = { master: spot ? spot.master : visit.master_id };
  const day = el("input", { type: "date", name: "day", required: true, value: start.slice(0, 10), "data-key": "plan-day", disabled: !whole });
  const from = el("input", { type: "time", name: "from", required: true, step: 300, value: start.slice(11), "data-key": "plan-from", disabled: !whole });
  const to = el("input", { type: "time", name: "to", required: true, step: 300, value: (spot?.end ?? (spot ? moment(spot.start.slice(0, 10), minutes(spot.start.slice(11)) + lasting(visit)) : visit.end) ?? "").slice(11), "data-key": "plan-to" });
  const who = el("select", { name: "master", "data-key": "plan-master", disabled: !whole }, el("option", { value: "" }, texts.unassigned),
    masters().filter(({ id, active }) => active || id === wanted.master).map(({ id, name }) => el("option", { value: id, selected: id === wanted.master }, name)));
  // The end goes with the beginning: the work takes as long as before.
  from.addEventListener("change", () => from.value && (to.value = moment("2000-01-01", minutes(from.value) + lasting(visit)).slice(11)));

  async function submit(event) {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[type=submit]");
    button.disabled = true;
    const problem = await propose(known, { start: `${day.value}T${from.value}`, end: ending(), master: who.value ? Number(who.value) : null }, { told: () => form.checkVisibility() });
    button.disabled = false;
    form.querySelector(".problem")?.remove();
    known = visitOf(visit.id) ?? known;
    if (problem) refuse(problem);
    else if (problem === "") done(details);
  }

  // An end before the beginning is a slip, to be refused as such; only work that goes over midnight ends the next day.
  function ending() {
    const length = minutes(to.value) - minutes(from.value);
    const night = visit.start?.slice(0, 10) < visit.end?.slice(0, 10) || length + 1440 === lasting(visit);
    return moment(day.value, minutes(to.value) + (length <= 0 && night ? 1440 : 0));
  }

  // Above the fields, where it is seen: on a phone what follows them is below the fold.
  function refuse(problem) {
    const said = el("p", { class: "problem", role: "alert", tabindex: -1, "data-key": "plan-problem" }, problem);
    form.prepend(said);
    said.focus();
    said.scrollIntoView({ block: "nearest" });
  }

  const field = (name, input) => el("label", {}, el("span", {}, texts[name]), input);
  const form = el("form", { class: "plan", onsubmit: submit }, field("day", day), field("from", from), field("to", to), field("master", who),
    el("button", { type: "submit", class: "button primary" }, texts.move));
  const details = el("details", { class: "planning", "data-key": "plan-form", open: Boolean(spot) },
    el("summary", { class: "button", "data-key": "plan" }, whole ? texts.move_ask : texts.stretch_ask), form);
  return details;
}

// A visit's card on the board.
import { el, fill } from "./dom.js";
import { kindOf } from "./underlay.js";

export const NOBODY = "none";

// What hasn't begun may be moved; of one under way the end alone.
const MOVABLE = new Set(["unassigned", "offered", "declined", "assigned", "accepted"]);
const STRETCHED = new Set(["en_route", "on_site", "paused"]);

// What its master hasn't begun is nobody's work while he is away.
const TO_COME = new Set(["assigned", "accepted"]);

// A card of a shorter visit has no room for both ends of its window.
const SHORT = 75 * 60 * 1000;

export const movable = (visit, page) => page.may_plan && MOVABLE.has(visit.status);
export const stretched = (visit, page) => movable(visit, page) || (page.may_plan && STRETCHED.has(visit.status));

// That the master won't come, and why, in words; "" for one who will. Absences of others may be among them.
export function wontCome({ status, master_id, start, end }, absences, page) {
  const away = TO_COME.has(status) && absences.find((one) => one.status === "approved" && one.master_id === master_id && one.start < end && start < one.end);
  return away ? fill(page.texts.wont_come, { what: kindOf(away, page).toLowerCase() }) : "";
}

export function card(visit, page, { view, paper, fresh, saving, absences }) {
  const { texts } = page;
  const times = `${visit.start.slice(11)}–${visit.end.slice(11)}`;
  const length = new Date(visit.end) - new Date(visit.start);
  const short = view === "day" && length < SHORT;
  const status = saving ? texts.saving : page.statuses[visit.status];
  const number = String(visit.number);
  const away = wontCome(visit, absences, page);
  const begins = visit.start.slice(11);
  // By the hour a card is as wide as its visit is long: what has no room in it is left out whole, the number last.
  const what = view === "week" ? el("span", {}, `${number} · ${visit.service}`) : [el("b", {}, number), el("span", {}, ` · ${visit.service}`)];
  const grips = view !== "week" && !saving && stretched(visit, page)
    ? [movable(visit, page) && el("i", { class: "grip start", "data-edge": "start" }), el("i", { class: "grip end", "data-edge": "end" })] : [];
  return el("button", { type: "button", class: fresh ? "visit fresh" : "visit", tabindex: -1, "data-status": visit.status, "data-held": visit.held, "data-visit": visit.id,
    "data-key": `visit-${visit.id}`, "data-movable": !saving && movable(visit, page), "aria-busy": saving ? "true" : null,
    title: [fill(texts.number, { number }), times, status, visit.service, visit.client, visit.address, ...(away ? [away] : [])].join(", ") },
    el("div", {}, visit.held && el("b", { class: "flag", title: texts.on_hold }, "⏸"), away && el("b", { class: "flag", role: "img", title: away, "aria-label": away }, "⚠"), urgent(visit, texts), el("time", {}, el("span", {}, begins), !short && el("span", {}, times.slice(begins.length)))),
    el("div", { class: "what" }, what),
    el("div", { class: "state" }, el("span", { class: "status" }, status),
      view === "day" && el("span", { class: "who" }, `${visit.client}, ${visit.district || visit.address}`)),
    paper && el("div", {}, el("span", { class: "who" }, `${visit.client}, ${visit.address}`)),
    grips);
}

function urgent({ priority }, texts) {
  if (priority !== "urgent" && priority !== "high") return null;
  return el("b", { class: "flag", title: texts[priority] }, priority === "urgent" ? "!!" : "!");
}

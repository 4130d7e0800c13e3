// A visit's card on the board.
import { el } from "./dom.js";

export const NOBODY = "none";

// What hasn't begun may be moved; of one under way the end alone.
const MOVABLE = new Set(["unassigned", "offered", "declined", "assigned", "accepted"]);
const STRETCHED = new Set(["en_route", "on_site", "paused"]);

export const movable = (visit, page) => page.may_plan && MOVABLE.has(visit.status);
export const stretched = (visit, page) => movable(visit, page) || (page.may_plan && STRETCHED.has(visit.status));

export function card(visit, page, { view, fresh, saving }) {
  const { texts } = page;
  const times = `${visit.start.slice(11)}–${visit.end.slice(11)}`;
  const grips = view !== "week" && !saving && stretched(visit, page)
    ? [movable(visit, page) && el("i", { class: "grip start", "data-edge": "start" }), el("i", { class: "grip end", "data-edge": "end" })] : [];
  return el("button", { type: "button", class: fresh ? "visit fresh" : "visit", tabindex: -1, "data-status": visit.status, "data-held": visit.held, "data-visit": visit.id,
    "data-key": `visit-${visit.id}`, "data-movable": !saving && movable(visit, page), "aria-busy": saving ? "true" : null,
    title: [times, visit.service, visit.client, visit.address].join(", ") },
    el("div", {}, visit.held && el("b", { class: "flag", title: texts.on_hold }, "⏸"), urgent(visit, texts), el("time", {}, times)),
    el("div", { class: "what" }, el("span", {}, `${visit.number} · ${visit.service}`)),
    el("div", {}, el("span", { class: "status" }, saving ? texts.saving : page.statuses[visit.status]),
      view === "day" && el("span", { class: "who" }, `${visit.client}, ${visit.district || visit.address}`)),
    grips);
}

function urgent({ priority }, texts) {
  if (priority !== "urgent" && priority !== "high") return null;
  return el("b", { class: "flag", title: texts[priority] }, priority === "urgent" ? "!!" : "!");
}

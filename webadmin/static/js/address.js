// What is chosen, as the address has it: it can be sent, kept, and gone back to.
import { NOBODY } from "./cards.js";
import { mondayOf, monthOf, plus, range, valid, weekOf } from "./days.js";
import { narrow } from "./dom.js";

export const VIEWS = ["day", "week", "timeline", "month"];

export function fromAddress(page) {
  const query = new URLSearchParams(location.search);
  const day = query.get("day");
  const monday = valid(day) ? mondayOf(day) : page.monday;
  const usual = mondayOf(page.today) === monday ? page.today : monday;
  return {
    monday,
    day: valid(day) ? day : usual,
    view: VIEWS.includes(query.get("view")) ? query.get("view") : "week",
    masters: new Set((query.get("masters") ?? "").split(",").filter((id) => id === NOBODY || /^\d+$/.test(id))),
    visit: /^\d{1,9}$/.test(query.get("visit") ?? "") ? Number(query.get("visit")) : null,
    hidden: new Set((query.get("hide") ?? "cancelled").split(",").filter((status) => status in page.statuses)),
  };
}

export const isChosen = ({ masters }, id) => !masters.size || masters.has(String(id ?? NOBODY));

export function toAddress(state) {
  const query = new URLSearchParams({ week: weekOf(state.monday) });
  if (state.view !== "week") query.set("view", state.view);
  if (state.view === "day" || state.view === "month" || narrow.matches) query.set("day", state.day);
  if (state.masters.size) query.set("masters", [...state.masters].join(","));
  const hidden = [...state.hidden].join(",");
  if (hidden !== "cancelled") query.set("hide", hidden);
  if (state.visit) query.set("visit", state.visit);
  return `${location.pathname}?${decodeURIComponent(query)}`;
}

// The days that are on the screen.
export function daysOf(state) {
  if (state.view === "month") return monthDays(state.day);
  if (state.view === "day" || narrow.matches) return [state.day];
  return range(state.monday, 7);
}

// The days whose visits are read: on a phone the strip of the week counts them as well.
export const loaded = (state) => (state.view === "month" ? monthDays(state.day)
  : narrow.matches || state.view !== "day" ? range(state.monday, 7) : [state.day]);

function monthDays(day) {
  const first = mondayOf(monthOf(day));
  const weeks = plus(first, 35) >= monthOf(day, 1) ? (plus(first, 28) >= monthOf(day, 1) ? 4 : 5) : 6;
  return range(first, weeks * 7);
}

export function stepped(state, direction) {
  const byDay = state.view === "day" && !narrow.matches;
  return state.view === "month" ? monthOf(state.day, direction) : plus(state.day, direction * (byDay ? 1 : 7));
}

// What stands in the way of a place as far as the page knows: another visit, an absence, the end of the hours.
import { STEP, openOn } from "./axis.js";
import { minutes, moment, plus } from "./days.js";

const NOON = 720; // minutes: by then a night shift is over

const GOING_ON = ["en_route", "on_site", "paused"];
const BOOKED = new Set(["assigned", "accepted", ...GOING_ON]);

// The name of the text that says it, or "" when nothing is known to. Who is at work has no time now, whatever was planned.
export function clash(visit, { start, end, master }, data, now) {
  if (!master) return "";
  const meets = (one) => one.start < end && start < one.end;
  const quarter = moment(now.slice(0, 10), (Math.floor(minutes(now.slice(11)) / STEP) + 1) * STEP); // when the present one is over
  const within = (one) => meets(one) || (GOING_ON.includes(one.status) && start < quarter && now < end);
  const own = (one) => one.master_id === master;
  if (data.absences.some((one) => own(one) && one.status === "approved" && within(one))) return "carried_away";
  if ([...data.visits.values()].some((one) => one.id !== visit.id && own(one) && BOOKED.has(one.status) && within(one))) return "carried_busy";
  return isOpen(start, end, (day) => data.under.hours(String(master), day)) ? "" : "carried_closed";
}

function isOpen(start, end, hours) {
  const day = start.slice(0, 10);
  if (!hours(day)) return true; // not known yet
  const from = minutes(start.slice(11));
  const to = end.slice(0, 10) > day ? 1440 : minutes(end.slice(11));
  const before = plus(day, -1);
  const own = openOn(hours, day, before);
  // Before the first day that is read there may be a night shift: until it would be over nothing is said.
  const night = hours(before) ? [] : [[0, Math.min(own[0]?.[0] ?? NOON, NOON)]];
  let open = from;
  for (const [opens, closes] of [...night, ...own]) if (opens <= open && closes > open) open = closes;
  return open >= to;
}

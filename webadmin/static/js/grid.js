// The grid of masters: a week of days with every visit in words, or one day by the hour.
import { el, fill } from "./dom.js";
import { plus, weekday } from "./days.js";

export const NOBODY = "none";

// A card of a shorter visit has no room for both ends of its window by the hour.
const SHORT = 75 * 60 * 1000;

// The calendar hands days over as midnights of the browser's own zone.
const localDay = (date) => new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())).toISOString().slice(0, 10);

export function makeGrid(root, page, print, { open, openDay }) {
  const { texts } = page;
  let fresh = new Set();
  let shown = { visits: [], masters: [], absences: [], singles: [], holidays: [], first: page.monday, view: "week", days: 7 };

  const calendar = EventCalendar.create(root, {
    view: "masterWeek",
    views: {
      masterWeek: { type: "resourceTimelineMonth", duration: { weeks: 1 }, dayHeaderFormat: head },
      masterDay: { type: "resourceTimelineDay", slotDuration: "00:30", slotLabelInterval: "01:00", slotWidth: 54, dayHeaderFormat: () => "" },
    },
    headerToolbar: { start: "", center: "", end: "" },
    date: page.monday,
    firstDay: 1,
    locale: page.locale,
    timeZone: page.offset,
    nowIndicator: true,
    // The calendar asks these two before "editable", and lets cards be dragged unless they are told.
    eventStartEditable: false,
    eventDurationEditable: false,
    selectable: false,
    flexibleSlotTimeLimits: { eventFilter: (event) => Boolean(event.extendedProps.visit) },
    slotLabelFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
    eventContent: ({ event }) => content(event),
    eventClassNames: ({ event }) => (fresh.has(event.extendedProps.visit?.id) ? ["fresh"] : []),
    eventClick: ({ event, jsEvent }) => {
      jsEvent.preventDefault(); // else the Enter that opens the quick view also presses its first button
      if (event.extendedProps.visit) open(event.extendedProps.visit);
    },
    resourceLabelContent: ({ resource }) => label(resource),
  });

  function head(date) {
    const day = localDay(date);
    return { domNodes: [el("button", { type: "button", class: "day-head", "data-key": `head-${day}`, title: texts.open_day, onclick: () => openDay(day) },
      Number(day.slice(8)).toString(), el("small", {}, print.weekday(day)))] };
  }

  function label(resource) {
    const { name, count, active } = resource.extendedProps;
    return { domNodes: [el("span", { class: resource.id === NOBODY ? "row-label nobody" : "row-label" },
      el("b", { title: name }, resource.id === NOBODY || !active ? name : el("a", { href: `/masters/${resource.id}`, title: texts.master_time }, name)), el("small", {}, fill(texts.load, { n: count })))] };
  }

  function content(event) {
    const { visit, absence } = event.extendedProps;
    if (absence) return texts[`absent.${absence.kind}`] ?? texts["absent.other"];
    if (!visit) return "";
    const wide = shown.view === "day";
    const window = `${visit.start.slice(11)}–${visit.end.slice(11)}`;
    const short = wide && new Date(visit.end) - new Date(visit.start) < SHORT;
    return { domNodes: [el("div", { class: "visit", "data-status": visit.status, "data-held": visit.held, "data-visit": visit.id, "data-key": `visit-${visit.id}`,
      title: [...(short ? [window] : []), visit.service, visit.client, visit.address].join(", ") },
      el("div", {}, visit.held && el("b", { class: "flag", title: texts.on_hold }, "⏸"), urgent(visit), el("time", {}, short ? visit.start.slice(11) : window)),
      el("div", { class: "what" }, el("span", {}, `${visit.number} · ${visit.service}`)),
      el("div", {}, el("span", { class: "status" }, page.statuses[visit.status]), wide && el("span", { class: "who" }, `${visit.client}, ${visit.district || visit.address}`)))] };
  }

  function urgent({ priority }) {
    if (priority !== "urgent" && priority !== "high") return null;
    return el("b", { class: "flag", title: texts[priority] }, priority === "urgent" ? "!!" : "!");
  }

  function rows() {
    const counted = new Map();
    for (const visit of shown.visits) counted.set(visit.master_id ?? NOBODY, (counted.get(visit.master_id ?? NOBODY) ?? 0) + 1);
    const row = (id, name, active) => ({ id: String(id), title: name, extendedProps: { name, active, count: counted.get(id) ?? 0 } });
    return [...(shown.nobody ? [row(NOBODY, texts.unassigned)] : []), ...shown.masters.map((master) => row(master.id, master.name, master.active))];
  }

  function events() {
    const days = Array.from({ length: shown.days }, (_, n) => plus(shown.first, n));
    const week = shown.view === "week";
    const visits = shown.visits.map((visit) => ({
      id: String(visit.id), start: visit.start, end: visit.end, resourceId: String(visit.master_id ?? NOBODY), title: "", extendedProps: { visit },
    }));
    const closed = rows().flatMap(({ id }) => {
      return days.flatMap((day) => (week ? restDay(day, id, spansOf(day, id)) : restHours(day, id, spansOf(day, id))));
    });
    const absent = shown.absences.filter((absence) => shown.masters.some((master) => master.id === absence.master_id)).map((absence) => ({
      start: absence.start, end: absence.end, allDay: week, resourceId: String(absence.master_id),
      classNames: ["absence"], extendedProps: { absence },
    }));
    return [...closed, ...absent, ...visits];
  }

  // As the company decides them: a master's own date, over its date, over holidays, over the week.
  function spansOf(day, id) {
    const of = (who) => shown.singles.find((one) => one.day === day && String(one.master_id) === who);
    const single = of(id) ?? of("null");
    if (single) return single.spans;
    if (shown.holidays.includes(day)) return [];
    return (shown.masters.find((master) => String(master.id) === id)?.hours ?? page.hours)[weekday(day)] ?? [];
  }

  const restDay = (day, id, spans) => (spans.length ? []
    : [{ start: day, end: plus(day, 1), allDay: true, resourceId: id, display: "background" }]);

  function restHours(day, id, spans) {
    const edges = ["00:00", ...spans.flat(), "24:00"];
    const rest = [];
    for (let n = 0; n < edges.length; n += 2) {
      const end = edges[n + 1] === "24:00" ? `${plus(day, 1)}T00:00` : `${day}T${edges[n + 1]}`;
      if (edges[n] < edges[n + 1]) rest.push({ start: `${day}T${edges[n]}`, end, resourceId: id, display: "background" });
    }
    return rest;
  }

  function limits() {
    const spans = [page.hours, ...shown.masters.map((master) => master.hours ?? {})].flatMap((hours) => Object.values(hours).flat());
    const hour = (text, up) => Number(text.slice(0, 2)) + (up && text.slice(3) !== "00" ? 1 : 0);
    const first = Math.min(9, ...spans.map(([opens]) => hour(opens, false)));
    const last = Math.max(18, ...spans.map(([, closes]) => hour(closes, true)));
    return [`${Math.max(first - 1, 0)}:00`, `${Math.min(last + 1, 24)}:00`];
  }

  return {
    show(next, changed = []) {
      shown = next;
      fresh = new Set(changed);
      const [slotMinTime, slotMaxTime] = limits();
      calendar.setOption("slotMinTime", slotMinTime);
      calendar.setOption("slotMaxTime", slotMaxTime);
      calendar.setOption("view", shown.view === "week" ? "masterWeek" : "masterDay");
      calendar.setOption("date", shown.first);
      calendar.setOption("resources", rows());
      calendar.setOption("events", events());
    },
  };
}

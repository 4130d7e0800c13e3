// The calendar's page: what is chosen stands in the address, what is shown is read from the server and kept live.
import { makeAround } from "./around.js";
import { narrow, redrawn, standing } from "./dom.js";
import { mondayOf, plus, printer, valid, weekOf } from "./days.js";
import { NOBODY, makeGrid } from "./grid.js";
import { makeList, touches } from "./list.js";
import { follow } from "./live.js";
import { quickView } from "./quick.js";
import { reader } from "./read.js";
import { session } from "./session.js";

const AGAIN = 3000; // what could not be read is asked for again
const PATIENCE = 2000; // a connection that is back so soon is not worth a word
const byId = (id) => document.getElementById(id);
const page = JSON.parse(byId("calendar").dataset.page);
const { texts } = page;
const print = printer(page.locale);
const read = reader(texts);
const state = fromAddress();
const data = { visits: new Map(), unplanned: [], masters: [], absences: [], days: [], holidays: [], span: "" };

let retry = 0;
let offline = 0;

const anchorOf = (id) => standing(`visit-${id}`);
const quick = quickView(byId("quick"), byId("viewer"), page, { read, anchorOf, showVisit, turned });
const { open } = quick;
const openDay = (day) => go({ day, monday: mondayOf(day), view: "day" });
const grid = makeGrid(byId("grid"), page, print, { open, openDay });
const around = makeAround(page, print, state, data, { open, go, choose });
const list = makeList(byId("list"), byId("days"), byId("master-chips"), page, print, { open, openDay, choose });

function fromAddress() {
  const query = new URLSearchParams(location.search);
  const day = query.get("day");
  const monday = valid(day) ? mondayOf(day) : page.monday;
  const usual = mondayOf(page.today) === monday ? page.today : monday;
  return {
    monday,
    day: valid(day) ? day : usual,
    view: query.get("view") === "day" ? "day" : "week",
    masters: new Set((query.get("masters") ?? "").split(",").filter((id) => id === NOBODY || /^\d+$/.test(id))),
    visit: /^\d{1,9}$/.test(query.get("visit") ?? "") ? Number(query.get("visit")) : null,
    hidden: new Set((query.get("hide") ?? "cancelled").split(",").filter((status) => status in page.statuses)),
  };
}

function toAddress() {
  const query = new URLSearchParams({ week: weekOf(state.monday) });
  if (state.view === "day") query.set("view", "day");
  if (state.view === "day" || narrow.matches) query.set("day", state.day);
  if (state.masters.size) query.set("masters", [...state.masters].join(","));
  const hidden = [...state.hidden].join(",");
  if (hidden !== "cancelled") query.set("hide", hidden);
  if (state.visit) query.set("visit", state.visit);
  return `${location.pathname}?${decodeURIComponent(query)}`;
}

function go(change, { keep = true } = {}) {
  quick.close();
  Object.assign(state, { visit: null }, change);
  if (keep) history.pushState(null, "", toAddress());
  draw();
  return load();
}

// Opens a visit wherever it is; one that a link names may be on any day, or on none.
async function showVisit(id, { keep = true } = {}) {
  const { visits: [visit] } = await read(`/api/calendar?visits=${id}`).catch((error) => say(error.message) ?? { visits: [null] });
  if (visit === undefined) say(texts.no_visit);
  if (!visit) return;
  const day = visit.start?.slice(0, 10);
  if (day && day !== state.day) await go({ day, monday: mondayOf(day), visit: id }, { keep });
  quick.open(visit);
  anchorOf(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  quick.place();
}

// The address says which visit is open, so that it can be sent and read again.
function turned(id) {
  state.visit = id;
  history.replaceState(null, "", toAddress());
}

function say(problem) {
  byId("problem").textContent = problem;
  byId("problem").hidden = !problem;
}

const spanOf = (monday) => `from=${monday}&to=${plus(monday, 6)}`;

async function load({ again = false } = {}) {
  clearTimeout(retry);
  const span = spanOf(state.monday);
  if (data.span === span && !again) return;
  byId("calendar").ariaBusy = "true";
  try {
    const found = await read(`/api/calendar?${span}`);
    if (!span.includes(state.monday)) return; // another week was chosen meanwhile
    Object.assign(data, found, { visits: new Map(found.visits.map((visit) => [visit.id, visit])), span });
    byId("calendar").ariaBusy = "false";
    say("");
    draw();
    for (const visit of data.unplanned.concat(found.visits)) quick.refresh(visit);
  } catch (error) {
    data.span = "";
    say(error.message);
    retry = setTimeout(load, AGAIN);
  }
}

async function changed(ids) {
  const { visits } = await read(`/api/calendar?visits=${ids.join(",")}`).catch(() => load({ again: true }) && { visits: [] });
  const last = `${plus(state.monday, 7)}T00:00`;
  data.unplanned = data.unplanned.filter((visit) => !ids.includes(visit.id));
  for (const visit of visits) {
    if (!visit.start) {
      data.visits.delete(visit.id);
      if (["unassigned", "declined"].includes(visit.status)) data.unplanned.unshift(visit);
    } else if (visit.start < last && visit.end > `${state.monday}T00:00`) data.visits.set(visit.id, visit);
    else data.visits.delete(visit.id);
    quick.refresh(visit);
  }
  if (visits.some((visit) => visit.master_id && !data.masters.some((master) => master.id === visit.master_id))) return load({ again: true });
  draw(ids);
}

const draw = (fresh = []) => redrawn(() => drawAll(fresh));

function drawAll(fresh) {
  const all = [...data.visits.values()].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id - b.id));
  const chosen = all.filter((visit) => !state.masters.size || state.masters.has(String(visit.master_id ?? NOBODY)));
  const visits = chosen.filter((visit) => !state.hidden.has(visit.status));
  const days = narrow.matches || state.view === "day" ? [state.day] : Array.from({ length: 7 }, (_, n) => plus(state.monday, n));
  const within = (visit) => days.some((day) => touches(visit, day));
  around.show({ days, legend: chosen.filter(within), all: all.filter(within).length, shown: visits.filter(within).length, read: data.span === spanOf(state.monday) });
  if (narrow.matches) list.show(state, visits, data.masters, fresh);
  else {
    const masters = data.masters.filter((master) => !state.masters.size || state.masters.has(String(master.id)));
    grid.show({ visits: visits.filter(within), masters, absences: data.absences, singles: data.days, holidays: data.holidays, nobody: !state.masters.size || state.masters.has(NOBODY), first: days[0], days: days.length, view: state.view }, fresh);
  }
}

// On a phone a chip shows one master, on a desk boxes add up.
function choose(id, several = false) {
  const masters = several ? new Set(state.masters) : new Set(id === null || state.masters.has(id) ? [] : [id]);
  if (several) masters.has(id) ? masters.delete(id) : masters.add(id);
  go({ masters });
}

function step(direction) {
  const byDay = state.view === "day" && !narrow.matches;
  const day = plus(state.day, direction * (byDay ? 1 : 7));
  go({ day, monday: mondayOf(day) });
}

byId("back").addEventListener("click", () => step(-1));
byId("forth").addEventListener("click", () => step(1));
byId("today").addEventListener("click", () => go({ day: page.today, monday: mondayOf(page.today) }));
byId("views").addEventListener("click", ({ target }) => target.dataset.view && go({ view: target.dataset.view }));
byId("legend").addEventListener("click", ({ target }) => {
  const status = target.closest("[data-status]")?.dataset.status;
  if (!status) return;
  const hidden = new Set(state.hidden);
  hidden.has(status) ? hidden.delete(status) : hidden.add(status);
  go({ hidden });
});
addEventListener("popstate", async () => {
  const wanted = fromAddress();
  await go(wanted, { keep: false });
  if (wanted.visit) showVisit(wanted.visit, { keep: false });
}, { signal: session });
narrow.addEventListener("change", () => draw(), { signal: session });

history.replaceState(null, "", toAddress());
draw();
await load();
if (state.visit) showVisit(state.visit, { keep: false });
follow({
  changed,
  fresh: () => load({ again: true }),
  state: connected,
});

function connected(name) {
  const pulse = byId("pulse");
  if (pulse.dataset.state === name) return;
  pulse.dataset.state = name;
  pulse.textContent = pulse.dataset[name];
  clearTimeout(offline);
  byId("stale").hidden = true;
  if (name === "live") load(); // what could not be read while the server was away
  else offline = setTimeout(() => session.aborted || (byId("stale").hidden = false), PATIENCE);
}

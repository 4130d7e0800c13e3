// The calendar's page: what is chosen stands in the address, what is shown is read from the server and kept live.
import { daysOf, fromAddress, isChosen, stepped, toAddress } from "./address.js";
import { makeAround } from "./around.js";
import { makeBoard } from "./board.js";
import { NOBODY } from "./cards.js";
import { clash } from "./clash.js";
import { byId, narrow, redrawn, standing } from "./dom.js";
import { mondayOf, printer, wall } from "./days.js";
import { makeDrag } from "./drag.js";
import { keyboard } from "./keys.js";
import { makeList, touches } from "./list.js";
import { follow } from "./live.js";
import { makeMonth } from "./month.js";
import { makeMoving } from "./moving.js";
import { afterPress } from "./press.js";
import { quickView } from "./quick.js";
import { reader } from "./read.js";
import { session } from "./session.js";
import { makeStore } from "./store.js";

const PATIENCE = 2000; // a connection that is back so soon is not worth a word
const page = JSON.parse(byId("calendar").dataset.page);
const { texts } = page;
const print = printer(page.locale);
const { read, plan } = reader(texts);
const state = fromAddress(page);
const store = makeStore({ read, state, say, draw: drawNews, refresh: (visit) => quick.refresh(visit) });
const { data } = store;
let offline = 0;
let late = null; // visits that changed while a card was carried

const anchorOf = (id) => standing(`visit-${id}`);
const openDay = (day) => go({ day, monday: mondayOf(day), view: narrow.matches ? "week" : "day" });
const nameOf = (id) => data.masters.find((master) => master.id === id)?.name ?? texts.unassigned;
const moving = makeMoving(byId("conflicts"), byId("toast"), page, print, { plan, settled: store.put, redraw: draw, reload: () => store.load({ again: true }), visitOf: store.visit, nameOf });
const planned = { propose: moving.propose, masters: () => data.masters, visitOf: store.visit };
const quick = quickView(byId("quick"), byId("viewer"), page, { read, anchorOf, showVisit, turned, plan: planned });
const board = makeBoard(byId("grid"), page, print, { openDay });
const month = makeMonth(byId("month"), page, print, { openDay });
const around = makeAround(page, print, state, data, { open: quick.open, go, choose });
const list = makeList(byId("list"), byId("days"), byId("master-chips"), page, print, { open: quick.open, openDay, choose });
const drag = makeDrag(board, page, { visitOf: store.visit, propose: moving.propose, choosePlace, stopOf, ended: drawLate });

function go(change, { keep = true } = {}) {
  quick.close();
  Object.assign(state, { visit: null }, change);
  if (keep) history.pushState(null, "", toAddress(state));
  draw();
  return store.load();
}

// Opens a visit wherever it is; one that a link names may be on any day, or on none.
async function showVisit(id, { keep = true } = {}) {
  const { visits: [visit] } = await read(`/api/calendar?visits=${id}`).catch((error) => say(error.message) ?? { visits: [null] });
  if (visit === undefined) say(texts.no_visit);
  if (!visit) return;
  const day = visit.start?.slice(0, 10);
  if (day && !daysOf(state).includes(day)) await go({ day, monday: mondayOf(day), visit: id }, { keep });
  board.reveal(visit.master_id);
  quick.open(visit);
  requestAnimationFrame(() => {
    anchorOf(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    quick.place();
  });
}

// Said while a card is carried; what the server knows besides is said once it is dropped.
function stopOf(visit, place) {
  const found = clash(visit, place, data, wall(page.ahead));
  return found && texts[found];
}

// Dropped where the hour can't be seen: the form asks for it.
function choosePlace(visit, { day, master }) {
  const [opens] = (board.hours(String(master ?? NOBODY), day) ?? [])[0] ?? ["09:00"];
  const last = (board.rowOf(master)?.visits ?? []).filter((one) => one.start.slice(0, 10) === day).map((one) => one.end).sort().at(-1);
  quick.open(visit, { master, start: last ?? `${day}T${opens}` });
}

// The address says which visit is open, so that it can be sent and read again.
function turned(id) {
  state.visit = id;
  history.replaceState(null, "", toAddress(state));
}

function say(problem) {
  byId("problem").textContent = problem;
  byId("problem").hidden = !problem;
}

function draw(fresh = []) {
  if (drag.active) late = [...(late ?? []), ...fresh];
  else redrawn(() => drawAll(fresh));
}

// News that comes while a button is pressed would take it away before it lifts.
function drawNews(fresh) {
  if (drag.active) draw(fresh);
  else afterPress(() => draw(fresh));
}

// Under what is carried the board stands still: what changed meanwhile is drawn once it is let go, however that ends.
function drawLate() {
  if (!late) return;
  const fresh = late;
  late = null;
  draw(fresh);
}

function drawAll(fresh) {
  const days = daysOf(state);
  const read = store.isRead();
  const isMonth = state.view === "month";
  byId("grid").hidden = isMonth || narrow.matches;
  byId("month").hidden = !isMonth;
  byId("list").hidden = isMonth;
  if (isMonth) {
    const within = (data.counts ?? []).filter(([day, master]) => days.includes(day) && isChosen(state, master));
    around.show({ days, legend: total(within.map(([, , status, n]) => [status, n])), all: 1, shown: 1, read });
    if (data.counts) month.show(state, days, data, data.under);
    return;
  }
  const all = store.visits(moving.saving);
  const chosen = all.filter((visit) => isChosen(state, visit.master_id));
  const visits = chosen.filter((visit) => !state.hidden.has(visit.status));
  const within = (visit) => days.some((day) => touches(visit, day));
  around.show({ days, legend: total(chosen.filter(within).map(({ status }) => [status, 1])), all: all.filter(within).length, shown: visits.filter(within).length, read });
  if (narrow.matches) list.show(state, visits, data.masters, { fresh, saving: moving.saving, under: data.under, absences: data.absences });
  else board.show({ view: state.view, days, focus: state.day, rows: rows(visits.filter(within), all.filter(({ start, status }) => days.includes(start.slice(0, 10)) && status !== "cancelled")), fresh: new Set(fresh), saving: moving.saving, around: data.under, ...data.under });
}

const total = (pairs) => pairs.reduce((sums, [key, n]) => sums.set(key, (sums.get(key) ?? 0) + n), new Map());

// How many a master has is said of all that count against his limit, whatever is hidden.
function rows(visits, counted) {
  const by = Map.groupBy(visits, (visit) => String(visit.master_id ?? NOBODY));
  const load = total(counted.map((visit) => [String(visit.master_id ?? NOBODY), 1]));
  const away = Map.groupBy(data.absences, (absence) => String(absence.master_id));
  const row = (id, name, { limit, active } = {}) => ({ id, name, limit, active, load: load.get(id) ?? 0, visits: by.get(id) ?? [], absences: away.get(id) ?? [] });
  const masters = data.masters.map((master) => row(String(master.id), master.name, master));
  return [row(NOBODY, texts.unassigned), ...masters].filter(({ id }) => !state.masters.size || state.masters.has(id));
}

// On a phone a chip shows one master, on a desk boxes add up.
function choose(id, several = false) {
  const masters = several ? new Set(state.masters) : new Set(id === null || state.masters.has(id) ? [] : [id]);
  if (several) masters.has(id) ? masters.delete(id) : masters.add(id);
  go({ masters });
}

function step(direction) {
  const day = stepped(state, direction);
  go({ day, monday: mondayOf(day) });
}

const show = (view) => view !== state.view && go({ view });
const today = () => go({ day: page.today, monday: mondayOf(page.today) });
byId("back").addEventListener("click", () => step(-1));
byId("forth").addEventListener("click", () => step(1));
byId("today").addEventListener("click", today);
byId("print").addEventListener("click", () => window.print());
byId("month-strip").addEventListener("click", () => show(state.view === "month" ? "week" : "month"));
byId("views").addEventListener("click", ({ target }) => target.dataset.view && show(target.dataset.view));
byId("grid").addEventListener("click", ({ target }) => {
  const card = target.closest("[data-visit]");
  if (card) quick.open(store.visit(Number(card.dataset.visit)));
});
byId("legend").addEventListener("click", ({ target }) => {
  const status = target.closest("[data-status]")?.dataset.status;
  if (!status) return;
  const hidden = new Set(state.hidden);
  hidden.has(status) ? hidden.delete(status) : hidden.add(status);
  go({ hidden });
});
addEventListener("popstate", async () => {
  const wanted = fromAddress(page);
  await go(wanted, { keep: false });
  if (wanted.visit) showVisit(wanted.visit, { keep: false });
}, { signal: session });
narrow.addEventListener("change", () => go({}, { keep: false }), { signal: session });
keyboard(byId("grid"), byId("keys"), { step, today, show, busy: () => moving.asking || drag.active });

history.replaceState(null, "", toAddress(state));
draw();
await store.load();
if (state.visit) showVisit(state.visit, { keep: false });
follow({ changed: store.changed, fresh: () => store.load({ again: true }), state: connected });

function connected(name) {
  const pulse = byId("pulse");
  if (pulse.dataset.state === name) return;
  pulse.dataset.state = name;
  pulse.textContent = pulse.dataset[name];
  clearTimeout(offline);
  byId("stale").hidden = true;
  if (name === "live") store.load(); // what could not be read while the server was away
  else offline = setTimeout(() => session.aborted || (byId("stale").hidden = false), PATIENCE);
}

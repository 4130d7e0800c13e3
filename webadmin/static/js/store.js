// What the page knows: the visits of the days on the screen and no others, kept true by what the server tells.
import { loaded } from "./address.js";
import { byId } from "./dom.js";
import { plus } from "./days.js";
import { NOTHING, ready } from "./hours.js";

const AGAIN = 3000; // ms: what could not be read is asked for again
const BREATH = 300; // ms: ways and counts are read again once a flurry of changes is over
const TIMELESS = ["unassigned", "declined"];

export function makeStore({ read, state, say, draw, refresh }) {
  const data = { visits: new Map(), counts: null, unplanned: [], masters: [], absences: [], under: NOTHING, span: "" };
  let reading = null; // aborted when other days are wanted
  let retry = 0;
  let later = 0;

  function span() {
    const days = loaded(state);
    return `from=${days[0]}&to=${days.at(-1)}`;
  }

  const wanted = () => `${state.view === "month" ? "/api/calendar/counts" : "/api/calendar"}?${span()}`;
  const isRead = () => data.span === wanted();

  async function load({ again = false } = {}) {
    clearTimeout(retry);
    const address = wanted();
    if (isRead() && !again) return;
    reading?.abort();
    const { signal } = (reading = new AbortController());
    byId("calendar").ariaBusy = "true";
    try {
      const [found, under] = await Promise.all([read(address, null, signal), read(`/api/calendar/around?${span()}`, null, signal)]);
      Object.assign(data, { counts: null, visits: [] }, found, { under: ready(under), span: address });
      data.visits = new Map(data.visits.map((visit) => [visit.id, visit]));
      byId("calendar").ariaBusy = "false";
      say("");
      draw();
      for (const visit of [...data.unplanned, ...data.visits.values()]) refresh(visit);
    } catch (error) {
      if (signal.aborted) return; // other days were chosen meanwhile
      data.span = "";
      say(error.message);
      retry = setTimeout(load, AGAIN);
    }
  }

  // Ways depend on what lies before a visit, and a month only counts.
  function loadUnder() {
    clearTimeout(later);
    if (state.view === "week") return; // nothing of the kind is shown
    later = setTimeout(async () => {
      if (state.view === "month") return load({ again: true });
      const under = await read(`/api/calendar/around?${span()}`, null, reading?.signal).catch(() => null);
      if (!under || !isRead()) return;
      data.under = ready(under);
      draw();
    }, BREATH);
  }

  async function changed(ids) {
    const found = await read(`/api/calendar?visits=${ids.join(",")}`).catch(() => null);
    if (!found) return load({ again: true });
    const known = new Set(found.visits.map((visit) => visit.id));
    for (const id of ids) if (!known.has(id)) forget(id);
    put(found.visits);
  }

  function forget(id) {
    data.visits.delete(id);
    data.unplanned = data.unplanned.filter((visit) => visit.id !== id);
  }

  // Takes visits as they are now; one that has left the days on the screen is forgotten.
  function put(visits) {
    const days = loaded(state);
    for (const visit of visits) {
      forget(visit.id);
      if (!visit.start) {
        if (TIMELESS.includes(visit.status)) data.unplanned = [visit, ...data.unplanned];
      } else if (state.view !== "month" && visit.start < `${plus(days.at(-1), 1)}T00:00` && visit.end > `${days[0]}T00:00`) data.visits.set(visit.id, visit);
      refresh(visit);
    }
    if (visits.some((visit) => visit.master_id && !data.masters.some((master) => master.id === visit.master_id))) return load({ again: true });
    draw(visits.map((visit) => visit.id));
    loadUnder();
  }

  const visit = (id) => data.visits.get(id) ?? data.unplanned.find((one) => one.id === id);

  // By time; what is being saved stands where it is to be.
  function visits(saving) {
    const places = [...saving].map(([id, { start, end, master }]) => ({ ...visit(id), start, end, master_id: master }));
    const all = saving.size ? [...[...data.visits.values()].filter(({ id }) => !saving.has(id)), ...places.filter(({ id }) => id)] : [...data.visits.values()];
    return all.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id - b.id));
  }

  return { data, load, changed, put, visit, visits, isRead };
}

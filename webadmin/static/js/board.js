// The board of masters: a week of days with every visit in words, or days by the hour. A row is filled when it comes
// near the screen, and drawn again only when something of it has changed: two hundred masters cost what a dozen do.
import { lanes, makeAxis } from "./axis.js";
import { NOBODY, card } from "./cards.js";
import { plus, wall } from "./days.js";
import { el, fill } from "./dom.js";
import { absent, closed, ways } from "./underlay.js";

const AHEAD = "900px 0px"; // so far from the screen rows are filled
const SHARE = 5; // ms of a frame that filling rows may take: scrolling comes first
const LANE = { day: 68, timeline: 34 }; // px, as in the style
const CARD = 62; // px that a card in a week's day has at least

export function makeBoard(root, page, print, { openDay }) {
  const { texts } = page;
  const head = el("div", { class: "board-head" });
  const body = el("div", { class: "board-body" });
  const now = el("i", { class: "now", hidden: true });
  const [before, after] = [["before", "‹", -1], ["after", "›", 1]].map(([side, sign, way]) => el("button", { type: "button", class: `further ${side}`, tabindex: -1, hidden: true, title: texts.further,
    onclick: () => root.scrollBy({ left: way * 0.7 * root.clientWidth }) }, sign));
  const rows = new Map(); // by master
  let shown = { days: [], view: "week", rows: [] };
  let axis = null;
  let paper = false; // on paper the hours are too narrow for words: a day is a list, as the week's days are
  const view = () => (paper ? "week" : shown.view);
  root.append(head, body);

  const waiting = new Set(); // rows that came near or went away
  let frame = 0;
  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      const row = rows.get(target.dataset.master);
      if (!row) continue;
      Object.assign(row, { near: isIntersecting, height: boundingClientRect.height });
      waiting.add(row);
    }
    frame ||= requestAnimationFrame(work);
  }, { root, rootMargin: AHEAD });

  function work() {
    const until = performance.now() + SHARE;
    for (const row of waiting) {
      if (performance.now() > until) break;
      waiting.delete(row);
      row.near || paper ? fillRow(row) : emptyRow(row);
    }
    frame = waiting.size ? requestAnimationFrame(work) : 0;
  }

  function heads() {
    const { days, named, hours } = shown;
    const off = (one) => hours(NOBODY, one)?.length === 0;
    const day = (one) => el("div", { class: off(one) ? "head holiday" : "head", "data-day": one, "aria-current": one === page.today ? "date" : null },
      el("button", { type: "button", class: "day-head", "data-key": `head-${one}`, title: [named[one], texts.open_day].filter(Boolean).join(". "), onclick: () => openDay(one) },
        Number(one.slice(8)).toString(), el("small", {}, print.weekday(one))),
      named[one] && el("small", { class: "named" }, named[one]));
    const hour = (_, n) => el("div", { class: "head" }, el("time", {}, `${String(axis.from / 60 + n).padStart(2, "0")}:00`));
    const byHour = view() === "day";
    const cells = byHour ? Array.from({ length: axis.hours }, hour) : days.map(day);
    head.replaceChildren(el("div", { class: off(days[0]) ? "corner holiday" : "corner" }, byHour && named[days[0]] && el("small", { class: "named" }, named[days[0]])), el("div", { class: "heads" }, cells), before, after);
  }

  function place() {
    const order = shown.rows.map(({ id }) => {
      const row = rows.get(id) ?? make(id);
      row.label.replaceChildren(...label(shown.rows.find((one) => one.id === id)));
      return row.node;
    });
    for (const [id, row] of rows) {
      if (shown.rows.some((one) => one.id === id)) continue;
      near.unobserve(row.node);
      rows.delete(id);
    }
    const present = [...body.children].filter((node) => node !== now);
    if (present.length !== order.length || present.some((node, n) => node !== order[n])) body.replaceChildren(...order, now);
  }

  function make(id) {
    const heading = el("div", { class: id === NOBODY ? "row-label nobody" : "row-label" });
    const lane = el("div", { class: "lane" });
    const row = { id, node: el("div", { class: "board-row", role: "group", "data-master": id }, heading, lane), label: heading, lane, near: false, filled: false, height: 0, last: null, data: null };
    rows.set(id, row);
    near.observe(row.node);
    return row;
  }

  const label = ({ id, name, active, load, limit }) => [el("b", { title: name }, active ? el("a", { href: `/masters/${id}`, title: texts.master_time }, name) : name),
    el("small", {}, shown.view === "day" && limit ? fill(texts.load_of, { n: load, most: limit }) : fill(texts.load, { n: load }))];
  // What a row is drawn from: the same things, the same picture.
  function parts(row) {
    const { data } = row;
    const kept = data.visits.flatMap((visit) => [visit, shown.fresh.has(visit.id), shown.saving.has(visit.id)]);
    return [view(), paper, axis.key, shown.around, ...data.absences, ...kept];
  }

  const same = (row, wanted) => row.last?.length === wanted.length && wanted.every((part, n) => part === row.last[n]);

  function fillRow(row) {
    const wanted = parts(row);
    if (row.filled && same(row, wanted)) return;
    Object.assign(row, { filled: true, last: wanted });
    row.lane.replaceChildren(...(view() === "week" ? week(row.data) : timed(row.data)));
    row.node.style.minHeight = `${height(row.data)}px`;
  }

  // It keeps its height, so that what is on the screen stays where it is.
  function emptyRow(row) {
    if (!row.filled) return;
    row.node.style.minHeight = `${row.height}px`;
    row.lane.replaceChildren();
    row.filled = false;
  }

  // Far from the screen a row is as high as it will be, about.
  function reserve(row) {
    const wanted = parts(row);
    if (same(row, wanted)) return;
    Object.assign(row, { filled: false, last: wanted });
    row.lane.replaceChildren();
    row.node.style.minHeight = `${height(row.data)}px`;
  }

  const height = (data) => (view() === "week"
    ? Math.max(1, ...shown.days.map((day) => data.visits.filter((visit) => visit.start.slice(0, 10) === day).length)) * CARD + 12
    : lanes(data.visits).count * LANE[shown.view] + 8);

  const drawCard = (visit, absences) => card(visit, page, { view: view(), paper, fresh: shown.fresh.has(visit.id), saving: shown.saving.has(visit.id), absences });

  function week({ id, visits, absences }) {
    const { hours } = shown;
    return shown.days.map((day) => el("div", { class: hours(id, day)?.length === 0 ? "cell rest" : "cell", "data-day": day, "aria-current": day === page.today ? "date" : null },
      absences.filter((one) => one.start < `${plus(day, 1)}T00:00` && one.end > `${day}T00:00`).map((one) => absent(one, page)),
      visits.filter((visit) => (visit.start.slice(0, 10) < shown.days[0] ? shown.days[0] : visit.start.slice(0, 10)) === day).map((visit) => drawCard(visit, absences))));
  }

  function timed({ id, visits, absences }) {
    const { of } = lanes(visits);
    const span = (node, from, to) => {
      node.style.left = `${from * 100}%`;
      node.style.width = `${(to - from) * 100}%`;
      return node;
    };
    const cards = visits.map((visit, n) => {
      const node = span(drawCard(visit, absences), axis.at(visit.start), axis.at(visit.end));
      node.style.top = `${of[n] * LANE[shown.view] + 4}px`;
      return node;
    });
    return [...closed(id, axis, shown, texts, span), ...absences.map((one) => span(absent(one, page), axis.at(one.start), axis.at(one.end))),
      ...(shown.view === "day" || shown.days.length > 1 ? ways(id, visits, axis, shown, texts, span, of, LANE[shown.view]) : []), ...cards];
  }

  // What is wider than the screen begins at the day that was chosen; where its first visit would be out of sight, an
  // hour before that.
  function lookAt(day, first) {
    if (view() === "week") return (root.scrollLeft = 0);
    const label = body.querySelector(".row-label")?.offsetWidth ?? 0;
    const wide = body.offsetWidth - label;
    const from = wide * (Math.max(shown.days.indexOf(day), 0) / shown.days.length);
    const seen = from + root.clientWidth - label;
    root.scrollLeft = first && axis.at(first.end) * wide > seen ? (axis.at(first.start) - axis.share(60)) * wide : from;
  }

  // Hours beyond the edge are told of, and are a press away.
  function hint() {
    before.hidden = root.scrollLeft < 2;
    after.hidden = root.scrollWidth - root.clientWidth - root.scrollLeft < 2;
  }
  root.addEventListener("scroll", hint, { passive: true });
  new ResizeObserver(hint).observe(root);

  function tick() {
    const time = wall(page.ahead);
    now.hidden = view() === "week" || !shown.days.includes(time.slice(0, 10));
    if (!now.hidden) now.style.setProperty("--at", axis.at(time));
  }
  setInterval(tick, 30000);
  // Paper has no screen to be near to.
  function turn(on) {
    if (paper === on || !axis) return;
    paper = on;
    draw();
  }
  addEventListener("beforeprint", () => turn(true));
  addEventListener("afterprint", () => turn(false));
  matchMedia("print").addEventListener("change", ({ matches }) => turn(matches));

  function draw() {
    axis = makeAxis(shown.days, shown.opened, view() === "week" ? [] : shown.rows.flatMap((row) => row.visits));
    root.dataset.view = view();
    root.dataset.days = shown.days.length;
    root.style.setProperty("--days", shown.days.length);
    root.style.setProperty("--hours", axis.hours);
    heads();
    place();
    const [first] = shown.rows.flatMap((row) => row.visits).filter(({ start }) => start.slice(0, 10) === shown.focus).sort((a, b) => (a.start < b.start ? -1 : 1));
    const at = [axis.key, view(), Boolean(first)].join();
    if (root.dataset.at !== at) lookAt(shown.focus, first);
    root.dataset.at = at;
    requestAnimationFrame(hint);
    for (const data of shown.rows) {
      const row = rows.get(data.id);
      row.data = data;
      row.node.setAttribute("aria-label", data.name);
      row.near || paper ? fillRow(row) : reserve(row);
    }
    tick();
    if (!root.querySelector('.visit[tabindex="0"]')) root.querySelector(".visit")?.setAttribute("tabindex", 0);
  }

  return {
    show(next) {
      shown = next;
      draw();
    },
    // Where something would land that is held at (x, y): whose row, and when.
    target(x, y) {
      const node = document.elementsFromPoint(x, y).find((one) => one.closest?.(".board-row"))?.closest(".board-row");
      if (!node || !root.contains(node)) return null;
      const lane = node.querySelector(".lane");
      const box = lane.getBoundingClientRect();
      return { row: node, lane, master: node.dataset.master === NOBODY ? null : Number(node.dataset.master), share: (x - box.left) / box.width };
    },
    // The day and minute that stand at x in every row.
    spot(x) {
      const box = body.querySelector(".lane").getBoundingClientRect();
      return axis.spot((x - box.left) / box.width);
    },
    reveal(master) {
      const row = rows.get(String(master ?? NOBODY));
      if (!row?.data || row.near) return;
      fillRow(row);
      row.node.scrollIntoView({ block: "nearest" });
    },
    get axis() { return axis; },
    get view() { return shown.view; },
    get hours() { return shown.hours; },
    rowOf: (master) => shown.rows.find((row) => row.id === String(master ?? NOBODY)),
    root,
  };
}

// Cards are carried, by the mouse or after a long press: to another time or master, or from the list onto the board.
// The mouse pulls their ends as well.
import { STEP, lasting } from "./axis.js";
import { between, minutes, moment, plus, since } from "./days.js";
import { el } from "./dom.js";
import { session } from "./session.js";

const HOLD = 5; // px: less is a click
const TREMBLE = 12; // px that a finger may move on the spot
const LONG = 400; // ms: a shorter touch opens the card, one that moves scrolls
const EDGE = 48; // px from the board's edge where it scrolls by itself

export function makeDrag(board, page, { visitOf, propose, choosePlace, stopOf }) {
  let held = null;

  document.addEventListener("pointerdown", (event) => {
    const card = event.target.closest?.("[data-visit][data-movable], [data-visit]:has(.grip)");
    const touch = event.pointerType === "touch";
    if (!card || event.button || held || (touch && board.root.hidden)) return;
    const edge = touch ? null : (event.target.dataset.edge ?? null);
    if (!edge && !("movable" in card.dataset)) return;
    const visit = visitOf(Number(card.dataset.visit));
    if (!visit) return;
    const box = card.getBoundingClientRect();
    held = { visit, card, edge, box, x: event.clientX, y: event.clientY, moving: false, landing: null, inside: event.clientX - box.left };
    if (touch) held.lift = setTimeout(lift, LONG);
  }, { signal: session });

  addEventListener("pointermove", (event) => {
    if (!held) return;
    Object.assign(held, { nowX: event.clientX, nowY: event.clientY });
    if (!held.moving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < (held.lift ? TREMBLE : HOLD)) return;
    if (!held.moving && held.lift) return end(); // the finger scrolls
    if (!held.moving) begin();
    held.frame ||= requestAnimationFrame(follow);
  }, { signal: session });

  addEventListener("pointerup", () => {
    if (!held) return;
    const { moving, visit } = held;
    if (moving) {
      follow();
      // The click that follows a drag opens nothing.
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, true));
    }
    const { landing: found, over } = held;
    end();
    if (!moving || !found) return;
    if (found.open) choosePlace(visit, found);
    else if (found.start !== visit.start || found.end !== visit.end || found.master !== visit.master_id) propose(visit, found, { over });
  }, { signal: session });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.stopPropagation();
    end();
  }, { signal: session, capture: true });
  addEventListener("pointercancel", end, { signal: session });
  // What was lifted by a finger neither scrolls the page nor opens a menu.
  for (const name of ["touchmove", "contextmenu"]) addEventListener(name, (event) => held?.lift && held.moving && event.cancelable && event.preventDefault(), { signal: session, passive: false });
  addEventListener("blur", end, { signal: session });

  function lift() {
    Object.assign(held, { nowX: held.x, nowY: held.y });
    begin();
    follow();
  }

  function begin() {
    held.moving = true;
    document.body.classList.add("dragging");
    held.card.classList.add("held");
    held.mark = el("div", { class: "landing" }, el("b"));
    if (held.edge) return;
    held.ghost = held.card.cloneNode(true);
    held.ghost.className += " ghost";
    if (!held.ghost.querySelector("time")) held.ghost.prepend(el("time"), " ");
    for (const name of ["data-visit", "data-key"]) held.ghost.removeAttribute(name);
    Object.assign(held.ghost.style, { left: 0, top: 0 }); // a card of the board brings its own
    held.ghost.style.width = `${Math.min(held.box.width, 260)}px`;
    held.ghost.style.height = held.card.closest(".board") ? `${held.box.height}px` : "";
    held.word = el("b", { class: "in-the-way" });
    document.body.append(held.ghost, held.word);
  }

  function follow() {
    if (!held?.moving) return;
    held.frame = 0;
    const { nowX: x, nowY: y, ghost, word, mark, box } = held;
    const [left, top] = [x - Math.min(held.inside, 250), y - Math.min(held.y - box.top, 30)];
    if (ghost) ghost.style.translate = `${left}px ${top}px`;
    if (word) word.style.translate = `${left}px ${top + ghost.offsetHeight + 2}px`;
    scroll(x, y);
    const target = board.target(x, y);
    held.landing = target && landing(target, y);
    held.over = target && !held.edge ? Number(document.elementsFromPoint(x, y).find((one) => one.closest?.(".board .visit:not(.held)"))?.closest(".visit").dataset.visit) || null : null;
    document.querySelector(".visit.over")?.classList.remove("over");
    if (held.over) board.root.querySelector(`.visit[data-visit="${held.over}"]`)?.classList.add("over");
    if (word) word.textContent = "";
    if (!held.landing) return mark.remove();
    show(held.landing, target);
  }

  function landing(target, y) {
    return held.edge ? stretch(target) : board.view === "week" ? onDay(target) : onHour(target, y);
  }

  // A day has no hours here: the time stays, and who has none yet is asked for it.
  function onDay({ master, share }) {
    const { days } = board.axis;
    const { visit } = held;
    const day = days[Math.min(Math.max(Math.floor(share * days.length), 0), days.length - 1)];
    if (!visit.start) return { master, day, open: true };
    const on = between(visit.start.slice(0, 10), day);
    return { master, day, start: shifted(visit.start, on), end: shifted(visit.end, on) };
  }

  function onHour({ master, share, width }) {
    const { visit } = held;
    const grab = visit.start && held.card.closest(".board") ? held.inside / width : 0;
    const start = board.axis.time(Math.max(share - grab, 0));
    return { master, start, end: moment(start.slice(0, 10), minutes(start.slice(11)) + lasting(visit)) };
  }

  function stretch({ share }) {
    const { visit, edge } = held;
    const time = board.axis.time(share);
    const day = visit.start.slice(0, 10);
    if (edge === "end") return { master: visit.master_id, start: visit.start, end: moment(day, Math.max(since(day, time), since(day, visit.start) + STEP)) };
    return { master: visit.master_id, start: moment(day, Math.min(since(day, time), since(day, visit.end) - STEP)), end: visit.end };
  }

  function show({ start, end, day, open }, { lane }) {
    const { mark, edge, ghost, word } = held;
    const week = board.view === "week";
    const stop = open ? "" : stopOf(held.visit, held.landing);
    const said = open ? "" : `${start.slice(11)}–${end.slice(11)}`;
    mark.classList.toggle("stopped", Boolean(stop));
    if (word) word.textContent = stop; // below the card, which may be too narrow for it
    (ghost?.querySelector("time") ?? mark.firstChild).textContent = ghost || !stop ? said : `${said} · ${stop}`; // what is carried says when it would be
    const place = edge ? held.card.parentElement : lane;
    if (mark.parentElement !== place) place.append(mark);
    const { days } = board.axis;
    const from = week ? days.indexOf(day) / days.length : board.axis.at(start);
    mark.style.left = `${from * 100}%`;
    mark.style.width = `${(week ? 1 / days.length : board.axis.at(end) - from) * 100}%`;
  }

  function scroll(x, y) {
    const { root } = board;
    const box = root.getBoundingClientRect();
    if (y > box.top && y < box.bottom) root.scrollTop += y < box.top + EDGE ? -18 : y > box.bottom - EDGE ? 18 : 0;
    if (x > box.left && x < box.right) root.scrollLeft += x < box.left + EDGE ? -18 : x > box.right - EDGE ? 18 : 0;
  }

  function end() {
    if (!held) return;
    held.card.classList.remove("held");
    held.ghost?.remove();
    held.word?.remove();
    held.mark?.remove();
    document.querySelector(".visit.over")?.classList.remove("over");
    document.body.classList.remove("dragging");
    clearTimeout(held.lift);
    cancelAnimationFrame(held.frame);
    held = null;
  }

  return { get active() { return Boolean(held?.moving); } };
}

const shifted = (time, days) => `${plus(time.slice(0, 10), days)}${time.slice(10)}`;
const swallow = (event) => event.stopPropagation();

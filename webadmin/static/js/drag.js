// Cards are carried, by the mouse or after a long press: to another time or master, or from the list onto the board.
// The mouse pulls their ends as well.
import { STEP, lasting } from "./axis.js";
import { between, minutes, moment, plus } from "./days.js";
import { el, standing } from "./dom.js";
import { session } from "./session.js";

const HOLD = 5; // px: less is a click
const TREMBLE = 12; // px that a finger may move on the spot
const LONG = 400; // ms: a shorter touch opens the card, one that moves scrolls
const EDGE = 48; // px from the board's edge where it scrolls by itself

export function makeDrag(board, page, { visitOf, propose, choosePlace, stopOf, ended }) {
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
    held = { pointer: event.pointerId, visit, card, edge, box, x: event.clientX, y: event.clientY, moving: false, moved: false, landing: null, inside: event.clientX - box.left };
    if (!touch) return;
    held.lift = setTimeout(lift, LONG);
    card.addEventListener("touchmove", still, { passive: false }); // drawn anew it hears its finger still, the window doesn't
  }, { signal: session });

  addEventListener("pointermove", (event) => {
    if (!isHeldBy(event)) return;
    if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < (held.lift ? TREMBLE : HOLD)) return;
    if (!held.moving && held.lift) return end(); // the finger scrolls
    Object.assign(held, { moved: true, nowX: event.clientX, nowY: event.clientY });
    if (!held.moving && !begin()) return end();
    held.frame ||= requestAnimationFrame(follow);
  }, { signal: session });

  addEventListener("pointerup", (event) => {
    if (!isHeldBy(event)) return;
    const { moving, moved, visit } = held;
    if (moving) {
      follow();
      // The click that follows a drag opens nothing; a finger's comes some time later.
      const swallow = (click) => click.pointerId === event.pointerId && click.stopPropagation();
      addEventListener("click", swallow, { capture: true });
      addEventListener("pointerdown", () => removeEventListener("click", swallow, true), { capture: true, once: true });
    }
    const { landing: found, over } = held;
    end();
    if (!moved || !found) return; // what was only lifted stays where it is
    if (found.open) choosePlace(visit, found);
    else if (found.start !== visit.start || found.end !== visit.end || found.master !== visit.master_id) propose(visit, found, { over });
  }, { signal: session });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    event.stopPropagation();
    end();
  }, { signal: session, capture: true });
  addEventListener("pointercancel", (event) => isHeldBy(event) && end(), { signal: session });
  // What was lifted by a finger neither scrolls the page nor opens a menu.
  for (const name of ["touchmove", "contextmenu"]) addEventListener(name, still, { signal: session, passive: false });
  addEventListener("blur", end, { signal: session });

  function still(event) {
    if (held?.lift && held.moving && event.cancelable) event.preventDefault();
  }

  // Another finger neither leads what is carried nor lets it go.
  function isHeldBy({ pointerId }) {
    return held?.pointer === pointerId;
  }

  function lift() {
    Object.assign(held, { nowX: held.x, nowY: held.y });
    begin() ? follow() : end();
  }

  // False when there is nothing to carry any more. What has changed since the press is carried as it stands now;
  // from here on the board stands still, so that a place on it means the same time until the end.
  function begin() {
    const { edge } = held;
    const visit = visitOf(held.visit.id);
    const card = held.card.isConnected ? held.card : standing(held.card.dataset.key);
    const ofBoard = board.root.contains(card);
    if (!visit || !card || !(edge ? ofBoard : "movable" in card.dataset)) return false;
    Object.assign(held, { card, visit, from: ofBoard ? board.spot(held.x) : null, moving: true });
    document.body.classList.add("dragging");
    held.card.classList.add("held");
    held.mark = el("div", { class: "landing" }, el("b"));
    if (held.edge) return true;
    held.ghost = held.card.cloneNode(true);
    held.ghost.className += " ghost";
    if (!held.ghost.querySelector("time")) held.ghost.prepend(el("time"), " ");
    for (const name of ["data-visit", "data-key"]) held.ghost.removeAttribute(name);
    Object.assign(held.ghost.style, { left: 0, top: 0 }); // a card of the board brings its own
    held.ghost.style.width = `${Math.min(held.box.width, 260)}px`;
    held.ghost.style.height = held.from ? `${held.box.height}px` : "";
    held.word = el("b", { class: "in-the-way" });
    document.body.append(held.ghost, held.word);
    return true;
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
    held.landing = target && landing(target);
    held.over = target && !held.edge ? Number(document.elementsFromPoint(x, y).find((one) => one.closest?.(".board .visit:not(.held)"))?.closest(".visit").dataset.visit) || null : null;
    document.querySelector(".visit.over")?.classList.remove("over");
    if (held.over) board.root.querySelector(`.visit[data-visit="${held.over}"]`)?.classList.add("over");
    if (word) word.textContent = "";
    if (!held.landing) return mark.remove();
    show(held.landing, target);
  }

  function landing({ master, share }) {
    const to = board.axis.spot(share);
    return held.edge ? stretch(to) : board.view === "week" ? onDay(master, to) : onHour(master, to);
  }

  // A day has no hours here: the time stays, and who has none yet is asked for it. A card of the board goes by as many
  // days as the pointer went: what has begun before the first day stands on that one all the same.
  function onDay(master, { day }) {
    const { visit, from } = held;
    if (!visit.start) return { master, day, open: true };
    const on = between(from?.day ?? visit.start.slice(0, 10), day);
    return { master, day, start: shifted(visit.start, on), end: shifted(visit.end, on) };
  }

  // A card of the board goes by whole quarters from its own time: 10:10 carried an hour on is 11:10, and given straight
  // down to another master it stays 10:10, as the client was told. Only what comes from the list begins on a quarter.
  function onHour(master, to) {
    const { visit, from } = held;
    const start = from ? inSight(later(visit.start, quarters(from, to))) : later(`${to.day}T00:00`, inQuarters(to.minute));
    return { master, start, end: later(start, lasting(visit)) };
  }

  // What begins on the board isn't carried to hours before those that a day shows.
  function inSight(start) {
    const { days, from } = board.axis;
    const day = start.slice(0, 10);
    const first = moment(day > days[0] ? day : days[0], from);
    return held.visit.start >= days[0] && start < first ? first : start;
  }

  function stretch(to) {
    const { visit, edge, from } = held;
    const by = quarters(from, to);
    const [least, most] = [later(visit.start, STEP), later(visit.end, -STEP)];
    const [start, end] = [later(visit.start, by), later(visit.end, by)];
    if (edge === "end") return { master: visit.master_id, start: visit.start, end: end > least ? end : least };
    return { master: visit.master_id, start: start < most ? start : most, end: visit.end };
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
    ended();
  }

  return { get active() { return Boolean(held?.moving); } };
}

const inQuarters = (minutes) => Math.round(minutes / STEP) * STEP;
const quarters = (from, to) => between(from.day, to.day) * 1440 + inQuarters(to.minute - from.minute);
const later = (time, by) => moment(time.slice(0, 10), minutes(time.slice(11)) + by);
const shifted = (time, days) => `${plus(time.slice(0, 10), days)}${time.slice(10)}`;

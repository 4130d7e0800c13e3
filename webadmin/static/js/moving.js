// A visit gets another time or master: what stands in the way is said first, then it is saved, and can be undone.
// Until the server has said yes the card stands there as "saving"; else it goes back.
import { lasting } from "./axis.js";
import { el, fill } from "./dom.js";

const LONGEST = 12000; // ms that a word and its "undo" stay

const THERE = new Set(["on_site", "paused"]); // whom the master has come to was promised nothing later

export function makeMoving(dialog, toast, page, print, { plan, settled, redraw, reload, visitOf, nameOf }) {
  const { texts } = page;
  const saving = new Map(); // what is asked for, by visit
  let timer = 0;

  // Answers "" when it is saved, else a sentence, or null when it was called off. Who tells the sentence himself says so.
  async function propose(visit, { start, end, master }, { over = null, told = () => false } = {}) {
    const place = { start, end, master };
    let agreed = false; // the client knows of the time: it is what he is promised from now on
    saving.set(visit.id, place);
    redraw([]);
    try {
      let looked = await plan(`/api/visits/${visit.id}/conflicts`, { ...place, version: visit.version, agreed });
      let override = "";
      for (;;) {
        if (looked.changed || (looked.problem && !looked.conflicts?.length)) return refused(looked, told());
        const other = over && over !== visit.id ? visitOf(over) : null;
        if (looked.conflicts?.length) {
          const said = await ask(visit, place, looked, { other, agreed, typed: override });
          if (!said) return null;
          if (said.agreed) {
            agreed = true;
            looked = await plan(`/api/visits/${visit.id}/conflicts`, { ...place, version: visit.version, agreed });
            continue;
          }
          if (said.swap) return await swap(visit, other);
          override = said.override;
        }
        const { effects = [] } = looked;
        looked = await plan(`/api/visits/${visit.id}/plan`, { ...place, version: visit.version, override, agreed });
        if (looked.ok) return done(visit, looked.visit, effects);
      }
    } catch (error) {
      return lost(error, told());
    } finally {
      saving.delete(visit.id);
      redraw([visit.id]);
    }
  }

  async function swap(visit, other, override = "") {
    const looked = await plan(`/api/visits/${visit.id}/swap`, { with: other.id, version: visit.version, with_version: other.version, override });
    if (looked.ok) {
      settled(looked.visits);
      tell(fill(texts.swapped, { first: visit.number, second: other.number }), () => takeBack(looked.visits[0]));
      return "";
    }
    if (!looked.conflicts?.length) return refused(looked);
    const said = await ask(visit, null, looked, { typed: override });
    return said ? swap(visit, other, said.override) : null;
  }

  function refused({ problem, changed }, told = false) {
    if (changed) reload();
    return lost({ message: problem }, told);
  }

  function lost({ message }, told = false) {
    if (!told) tell(fill(texts.not_saved, { problem: message }));
    return message;
  }

  function done(before, after, effects) {
    settled([after]);
    const undo = before.start && after.version !== before.version; // else it is as it was: the plan before isn't meant
    tell([fill(texts.moved, said(after)), ...sentences(effects)].join(" "), undo ? () => takeBack(after) : null);
    return "";
  }

  // All that was planned in one go is as it was: time, master, acceptance and promise.
  async function takeBack({ id, version }) {
    try {
      const looked = await plan(`/api/visits/${id}/undo`, { version });
      if (!looked.ok) return refused(looked);
      settled(looked.visits);
      tell(looked.visits.map((visit) => fill(texts.undone, said(visit))).join(" "));
      return "";
    } catch (error) {
      return lost(error);
    }
  }

  const said = (visit) => ({ number: visit.number, where: words({ ...visit, master: visit.master_id }) });

  // What stands in the way, in words. Null for "no"; else a reason, that the client agrees, or a swap with the other.
  // A reason that says nothing is asked for again, beside what was typed.
  function ask(visit, place, { conflicts, effects = [], may_override: may, unsaid, problem }, { other = null, agreed = true, typed = "" } = {}) {
    const reason = el("textarea", { name: "reason", rows: 2, required: true, "aria-label": texts.why_anyway, placeholder: texts.why_anyway, "aria-invalid": unsaid && "true", "aria-describedby": unsaid && "unsaid" }, typed);
    reason.addEventListener("input", () => reason.setCustomValidity(tooLong(reason.value)));
    const button = (value, text, kind = "") => el("button", { type: "submit", class: `button ${kind}`, value, formnovalidate: value !== "yes" }, text);
    const stays = place && visit.start && place.master === visit.master_id;
    const coming = conflicts.some(({ final }) => final) ? [] : effects; // what can't be has none
    const anyway = !stays ? texts.anyway : place.start === visit.start ? texts.stretch_anyway : texts.move_anyway;
    const left = may && !agreed && place && leavesPromise(visit, place);
    dialog.replaceChildren(el("form", { method: "dialog" },
      el("h2", { id: "conflicts-title" }, fill(texts.in_the_way, { number: visit.number })),
      place && el("p", { class: "sub" }, words(place)),
      el("ul", {}, conflicts.map(({ text, final }) => el("li", { "data-final": final }, text))),
      coming.length ? el("p", { class: "sub" }, sentences(coming).join(" ")) : null,
      may && unsaid && el("p", { class: "problem", id: "unsaid", role: "alert" }, problem),
      may && reason,
      el("footer", {}, left && button("agreed", texts.agreed, "primary"), may && button("yes", anyway, left ? "" : "primary"),
        other && button("swap", fill(texts.swap_with, { number: other.number })), button("no", texts.cancel))));
    dialog.returnValue = "no";
    return new Promise((resolve) => {
      const answer = () => ({ yes: { override: reason.value }, agreed: { agreed: true }, swap: { swap: true } })[dialog.returnValue] ?? null;
      dialog.addEventListener("close", () => resolve(answer()), { once: true });
      dialog.showModal();
      if (may && unsaid) return reason.focus();
      dialog.querySelector('[value="no"]').focus(); // a press of Enter claims nothing of the client
    });
  }

  // The sentence for a reason that isn't taken, said while it can still be made shorter.
  function tooLong(text) {
    const now = [...text.trim()].length;
    return now > page.longest ? fill(texts.too_long, { now, most: page.longest }) : "";
  }

  const words = ({ start, end, master }) => `${print.short(start.slice(0, 10))}, ${start.slice(11)}–${end.slice(11)}, ${nameOf(master)}`;

  function tell(text, undo = null) {
    clearTimeout(timer);
    const take = undo && el("button", { type: "button", class: "button", onclick: () => { hush(); undo(); } }, texts.undo);
    toast.replaceChildren(el("p", {}, text), ...(take ? [take] : []), el("button", { type: "button", class: "close", "aria-label": texts.close, onclick: hush }, "✕"));
    toast.hidden = false;
    timer = setTimeout(hush, LONGEST);
  }

  const hush = () => (toast.hidden = true);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(hush, LONGEST)));

  return { propose, saving, get asking() { return dialog.open; } };
}

// Whether the client was promised another time: he waits for the beginning, and a visit that was to end by then still does.
function leavesPromise(visit, { start, end }) {
  if (!visit.promised_start) return false;
  if (start < visit.promised_start || start >= visit.promised_end) return true;
  const longer = visit.start && end > visit.end && lasting({ start, end }) > lasting(visit);
  return longer && visit.end <= visit.promised_end && end > visit.promised_end && !THERE.has(visit.status);
}

const sentences = (effects) => effects.map((effect) => `${effect}.`);

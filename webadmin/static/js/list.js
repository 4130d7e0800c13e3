// A day's visits in a list for the thumb: choose the day above, the master by chips.
import { el, fill } from "./dom.js";
import { kindOf } from "./underlay.js";
import { isChosen } from "./address.js";
import { NOBODY, wontCome } from "./cards.js";
import { range, wall } from "./days.js";

const OVER = new Set(["finished", "returned", "approved", "cancelled"]);
const UNDER_WAY = new Set(["en_route", "on_site", "paused"]);

export function makeList(root, strip, chips, page, print, { open, openDay, choose }) {
  const { texts } = page;
  let seen = ""; // the day whose place on the screen was chosen

  function days(state, visits, { named, hours }) {
    strip.replaceChildren(...range(state.monday, 7).map((day) => {
      const count = visits.filter((visit) => touches(visit, day)).length;
      return el("button", { type: "button", "data-key": `day-${day}`, "data-holiday": hours(NOBODY, day)?.length === 0, "aria-pressed": String(day === state.day), "aria-current": day === page.today ? "date" : null,
        "aria-label": [print.full(day), named[day]].filter(Boolean).join(", "), onclick: () => openDay(day) },
        el("small", {}, print.weekday(day)), el("b", {}, String(Number(day.slice(8)))), el("i", {}, count ? String(count) : "·"));
    }));
  }

  function masters(state, all) {
    const chip = (id, name) => el("button", { type: "button", class: "chip", "data-master": id ?? "", "data-key": `master-${id}`, "aria-pressed": String(id === null ? !state.masters.size : state.masters.has(id)),
      onclick: () => choose(id) }, name);
    const left = chips.scrollLeft;
    chips.replaceChildren(chip(null, texts.all_masters), chip(NOBODY, texts.unassigned), ...all.map((master) => chip(String(master.id), master.name)));
    chips.scrollLeft = left;
  }

  function card(visit, fresh, saving, absences) {
    const away = wontCome(visit, absences, page);
    return el("button", { type: "button", class: fresh ? "visit-card fresh" : "visit-card", "data-status": visit.status, "data-held": visit.held, "data-visit": visit.id, "data-key": `visit-${visit.id}`, "aria-busy": saving ? "true" : null,
      onclick: () => open(visit) },
      el("span", { class: "times" }, el("b", {}, visit.start.slice(11)), el("small", {}, visit.end.slice(11))),
      el("span", { class: "title" }, `${fill(texts.number, { number: visit.number })} ${visit.service}`),
      el("span", { class: "line" }, [visit.client, visit.address].join(" · ")),
      el("span", { class: "line" }, el("span", { class: "pill" }, el("i", { class: "dot" }), saving ? texts.saving : page.statuses[visit.status]), visit.master && ` ${visit.master}`,
        visit.held && el("b", { class: "flag" }, ` ⏸ ${texts.on_hold}`),
        away && el("b", { class: "flag" }, ` ⚠ ${away}`),
        texts[visit.priority] && el("b", { class: "flag" }, ` ${texts[visit.priority]}`)));
  }

  function absent(state, all, absences) {
    const names = absences.filter((one) => one.status === "approved" && touches(one, state.day) && isChosen(state, one.master_id))
      .map((one) => `${all.find((master) => master.id === one.master_id)?.name ?? ""} (${kindOf(one, page).toLowerCase()})`);
    return names.length ? [el("p", { class: "absent-today" }, fill(texts.absent_today, { names: names.join(", ") }))] : [];
  }

  // Today begins with what is going on or comes next; whoever scrolls afterwards is let alone.
  function lookAt(day, visits) {
    if (seen === day || !visits.length) return;
    seen = day;
    const next = day === page.today && visits.findIndex(({ status, end }) => UNDER_WAY.has(status) || (!OVER.has(status) && end > wall(page.ahead)));
    if (next > 0) root.querySelector(`[data-visit="${visits[next].id}"]`).scrollIntoView({ block: "center" });
  }

  return {
    show(state, visits, all, { fresh, saving, under, absences }) {
      days(state, visits, under);
      masters(state, all);
      const shown = visits.filter((visit) => touches(visit, state.day));
      root.replaceChildren(...(under.named[state.day] ? [el("p", { class: "named" }, under.named[state.day])] : []), ...absent(state, all, absences), ...shown.map((visit) => card(visit, fresh.includes(visit.id), saving.has(visit.id), absences)));
      lookAt(state.day, shown);
    },
  };
}

export const touches = (visit, day) => visit.start.slice(0, 10) <= day && visit.end > `${day}T00:00`;

// What stands around the calendar: its title, the legend, visits without a time, the choice of masters, and a word
// when there is nothing to see.
import { NOBODY, movable } from "./cards.js";
import { byId, el, fill, narrow } from "./dom.js";

export function makeAround(page, print, state, data, { open, go, choose }) {
  const { texts } = page;
  byId("masters-find").addEventListener("input", found);
  let every = false; // each visit without a time is shown, and not the first ones only

  function frame(days) {
    byId("period").textContent = state.view === "month" ? print.month(state.day) : days.length === 1 ? print.short(days[0]) : print.span(days[0], days.at(-1));
    byId("month-strip").setAttribute("aria-pressed", String(state.view === "month"));
    for (const name of ["days", "master-chips"]) byId(name).hidden = state.view === "month";
    for (const button of byId("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  }

  function legend(counts) {
    byId("legend").hidden = !counts.size;
    for (const chip of byId("legend").querySelectorAll("[data-status]")) {
      const { status } = chip.dataset;
      chip.setAttribute("aria-pressed", String(!state.hidden.has(status)));
      const count = counts.get(status);
      chip.querySelector("b").textContent = count || "";
      chip.hidden = !count;
    }
  }

  // Why there is nothing to see: it isn't read yet, there is nothing, or a filter hides it; and what is hidden of the
  // rest. Cancelled ones are hidden unless they are asked for: that is no news.
  function nothing({ all, shown, days, read, legend: counts }) {
    const hidden = [...counts].filter(([status]) => state.hidden.has(status) && status !== "cancelled");
    const said = [];
    if (!read) said.push(...(narrow.matches || !data.span ? [texts.loading] : [])); // the grid fades instead
    else if (!all) said.push(days.length === 1 ? texts.empty_day : texts.empty_week);
    else if (!shown) {
      said.push(fill(texts.filtered, { n: all }), el("button", { type: "button", class: "button", "data-key": "show-all",
        onclick: () => go({ masters: new Set(), hidden: new Set() }) }, texts.show_all));
    } else if (hidden.length) {
      const what = hidden.map(([status, n]) => `${page.statuses[status]} (${n})`).join(", ");
      said.push(fill(texts.hidden, { what }), el("button", { type: "button", class: "button", "data-key": "show-all",
        onclick: () => go({ hidden: new Set(["cancelled"].filter((status) => state.hidden.has(status))) }) }, texts.show_all));
    }
    if (data.span && !data.masters.length) said.push(" ", texts.no_masters);
    byId("nothing").hidden = !said.length;
    byId("nothing").replaceChildren(...said);
  }

  function unplanned() {
    const box = byId("unplanned");
    box.hidden = !data.unplanned.length;
    byId("calendar").classList.toggle("with-unplanned", !box.hidden);
    const most = every ? Infinity : narrow.matches ? 3 : 8;
    const more = data.unplanned.length - most;
    const all = () => {
      every = true;
      unplanned();
      box.children[most + 1].focus(); // the first that was hidden
    };
    box.replaceChildren(
      el("b", {}, fill(texts.unplanned, { n: data.unplanned.length })),
      ...data.unplanned.slice(0, most).map((visit) => el("button", { type: "button", "data-visit": visit.id, "data-key": `visit-${visit.id}`,
        "data-status": visit.status, "data-held": visit.held, "data-movable": movable(visit, page), title: `${visit.held ? texts.on_hold : page.statuses[visit.status]} · ${visit.service}`, onclick: () => open(visit) },
        `${fill(texts.number, { number: visit.number })} ${visit.client}`, visit.held && el("b", { class: "flag" }, ` ⏸ ${texts.on_hold}`))),
      ...(more > 0 ? [el("button", { type: "button", class: "more", onclick: all }, fill(texts.more, { n: more }))] : []));
  }

  function found() {
    const wanted = byId("masters-find").value.trim().toLowerCase();
    for (const option of byId("masters-list").children) option.hidden = !option.textContent.toLowerCase().includes(wanted);
  }

  function picker() {
    const option = (id, name) => el("label", {}, el("input", { type: "checkbox", value: id, checked: state.masters.has(id), onchange: () => choose(id, true) }), name);
    const focused = byId("masters-list").contains(document.activeElement) && document.activeElement.value;
    byId("masters-list").replaceChildren(option(NOBODY, texts.unassigned), ...data.masters.map((master) => option(String(master.id), master.name)));
    found();
    if (focused && byId("masters-picker").open) byId("masters-list").querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
    const names = data.masters.filter((master) => state.masters.has(String(master.id))).map((master) => master.name);
    if (state.masters.has(NOBODY)) names.unshift(texts.unassigned);
    byId("masters-label").textContent = names.length === 0 ? texts.all_masters : names.length === 1 ? names[0] : `${names[0]} +${names.length - 1}`;
  }

  return {
    show(what) {
      frame(what.days);
      legend(what.legend);
      unplanned();
      nothing(what);
      if (!narrow.matches) picker();
    },
  };
}

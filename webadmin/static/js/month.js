// A month by days: how many visits, how full the day is against what can be done, who is away, what is celebrated.
import { isChosen } from "./address.js";
import { NOBODY } from "./cards.js";
import { el, fill } from "./dom.js";

const NEEDS = new Set(["unassigned", "declined"]);

export function makeMonth(root, page, print, { openDay }) {
  const { texts } = page;

  function cell(day, state, found) {
    const { counts, capacity, away } = found;
    const n = [...counts.values()].reduce((sum, one) => sum + one, 0);
    const waiting = [...counts].filter(([status]) => NEEDS.has(status)).reduce((sum, [, one]) => sum + one, 0);
    const share = capacity ? n / capacity : 0;
    const said = [print.full(day), found.named, fill(texts.load, { n }), capacity && fill(texts.capacity, { n, most: capacity }), waiting && fill(texts.waiting, { n: waiting }), away && fill(texts.away, { n: away })];
    return el("button", { type: "button", class: "month-day", "data-key": `day-${day}`, "data-day": day, "aria-label": said.filter(Boolean).join(". "), title: said.slice(1).filter(Boolean).join("\n"),
      "data-other": day.slice(0, 7) !== state.day.slice(0, 7), "data-holiday": !found.open, "aria-current": day === page.today ? "date" : null,
      "data-full": n && capacity && share >= 1 ? (share > 1 ? "over" : "full") : null, onclick: () => openDay(day) },
      el("span", { class: "date" }, String(Number(day.slice(8))), found.named && el("small", {}, found.named)),
      el("b", {}, n ? String(n) : "", n && capacity ? el("small", {}, `/ ${capacity}`) : null),
      el("span", { class: "mix" }, [...counts].map(([status, one]) => sized(el("i", { "data-status": status }), one, Math.max(n, capacity)))),
      el("span", { class: "notes" }, waiting ? el("em", {}, fill(texts.waiting, { n: waiting })) : null, away ? el("small", {}, fill(texts.away, { n: away })) : null));
  }

  const sized = (node, part, whole) => {
    node.style.width = `${(part / whole) * 100}%`;
    return node;
  };

  return {
    show(state, days, { counts, masters, absences }, around) {
      const chosen = (id) => isChosen(state, id);
      const working = masters.filter((master) => master.active && chosen(master.id));
      const byDay = new Map(days.map((day) => [day, new Map()]));
      for (const [day, master, status, n] of counts) {
        const one = byDay.get(day);
        if (one && chosen(master) && !state.hidden.has(status)) one.set(status, (one.get(status) ?? 0) + n);
      }
      const order = Object.keys(page.statuses);
      const heads = days.slice(0, 7).map((day) => el("div", { class: "month-head" }, print.weekday(day)));
      root.replaceChildren(...heads, ...days.map((day) => {
        const off = new Set(absences.filter((one) => one.status === "approved" && chosen(one.master_id) && one.start <= `${day}T12:00` && one.end >= `${day}T12:00`).map((one) => one.master_id));
        const at = working.filter((master) => around.hours(String(master.id), day)?.length && !off.has(master.id));
        const sorted = new Map([...byDay.get(day)].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
        return cell(day, state, { counts: sorted, capacity: at.reduce((sum, master) => sum + master.limit, 0), away: off.size, named: around.named[day], open: around.hours(NOBODY, day)?.length !== 0 });
      }));
    },
  };
}

// What lies under the visits: hours that aren't worked, absences, the way from one visit to the next.
import { openOn } from "./axis.js";
import { moment, plus, since } from "./days.js";
import { el, fill } from "./dom.js";

const LONGEST_BREAK = 180; // minutes: what is closed longer between open hours is no break

export function closed(id, axis, { days, hours }, texts, span) {
  return days.flatMap((day) => {
    const open = openOn((one) => hours(id, one), day, plus(day, -1));
    const edges = [0, ...open.flat(), 1440];
    const found = [];
    for (let n = 0; n < edges.length; n += 2) {
      const [from, to] = [Math.max(edges[n], axis.from), Math.min(edges[n + 1], axis.to)];
      if (from >= to) continue;
      const pause = n > 0 && n < edges.length - 2 && to - from <= LONGEST_BREAK;
      const begin = axis.at(moment(day, from));
      found.push(span(el("i", { class: pause ? "rest pause" : "rest", title: pause ? texts.pause : null }), begin, begin + axis.share(to - from)));
    }
    return found;
  });
}

export const kindOf = ({ kind }, { texts }) => texts[`absent.${kind}`] ?? texts["absent.other"];

export function absent(absence, page) {
  const { texts } = page;
  const { status, start, end } = absence;
  const what = kindOf(absence, page);
  const asked = status === "requested";
  const until = `${start.replace("T", " ")} – ${end.replace("T", " ")}`;
  return el("div", { class: asked ? "absence asked" : "absence", title: asked ? `${until}. ${texts.asked_how}` : until },
    asked && page.bot ? el("a", { href: `https://t.me/${page.bot}`, target: "_blank", rel: "noreferrer" }, fill(texts.asked, { what: what.toLowerCase() }))
      : el("span", {}, asked ? fill(texts.asked, { what: what.toLowerCase() }) : what));
}

export function ways(id, visits, axis, { legs }, texts, span, lane, height) {
  return visits.flatMap((visit, n) => {
    const minutes = legs.get(`${id}|${visit.start}`);
    if (!minutes) return [];
    const day = visit.start.slice(0, 10);
    const from = Math.max(since(day, visit.start) - minutes, axis.from);
    const begin = axis.at(moment(day, from));
    const end = axis.at(visit.start);
    if (begin >= end) return [];
    const said = fill(texts.way, { n: minutes });
    const way = span(el("i", { class: "way", title: said }, el("small", {}, String(minutes))), begin, end);
    way.style.top = `${lane[n] * height + 4}px`;
    return [way];
  });
}

// What a visit's quick view says, part by part.
import { el } from "./dom.js";

export function brief(visit, found, page) {
  const { texts } = page;
  return [facts(visit, found, texts), el("p", { class: "words" }, found.text), found.report && report(found.report, texts),
    steps(found), photos(found, texts)];
}

function facts(visit, found, texts) {
  const row = (name, value) => (value ? [el("dt", {}, texts[name]), el("dd", {}, value)] : []);
  const phones = found.phones.flatMap((phone, n) => [n ? ", " : "", el("a", { href: phone.href, "data-key": phone.href }, phone.text)]);
  return el("dl", {},
    row("window", found.window),
    row("master", visit.master ?? texts.nobody),
    row("service", visit.service),
    row("client", [visit.client, found.company].filter(Boolean).join(", ")),
    row("phone", phones.length ? el("span", {}, phones) : null),
    row("address", visit.address),
    row("price", found.price),
    row("outcome", found.outcome));
}

function report(report, texts) {
  return el("section", { class: "report" },
    el("h3", {}, texts.report),
    report.returned && el("p", { class: "returned" }, el("b", {}, texts.returned), " ", report.returned),
    el("p", { class: "works" }, report.works),
    el("table", {},
      el("tbody", {}, report.lines.map((line) => el("tr", {},
        el("th", { scope: "row" }, line.name, line.quantity && el("small", {}, line.quantity)), el("td", {}, line.sum)))),
      el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, texts.total, el("small", {}, report.minutes)), el("td", {}, report.total)))),
    report.recommendation && el("p", {}, el("b", {}, texts.recommendation), " ", report.recommendation));
}

function steps({ steps }) {
  return steps.length ? el("ul", { class: "steps" }, steps.map((step) => el("li", {}, el("b", {}, step.text), step.at))) : null;
}

function photos({ photos }, texts) {
  return photos.length ? el("div", { class: "photos" }, photos.map((photo) => {
    const name = texts[`photo.${photo.kind}`];
    return el("a", { href: `/photos/${photo.id}/screen`, target: "_blank", title: name, "data-key": photo.id },
      el("img", { src: `/photos/${photo.id}/thumb`, alt: name, loading: "lazy" }));
  })) : null;
}

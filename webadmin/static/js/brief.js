// What a visit's quick view says, part by part.
import { el } from "./dom.js";
import { owed, saying } from "./owed.js";

export function brief(visit, found, page, { form, showPhotos, showVisit, tell }) {
  const { texts } = page;
  return [owed(found, page), facts(visit, found, texts), el("p", { class: "words" }, found.text), form(visit), saying(found, page, tell), found.report && report(found.report, texts),
    ...galleries(found, showPhotos), others(found, page, showVisit), history(found, texts)];
}

function facts(visit, found, texts) {
  const row = (name, value) => (value ? [el("dt", {}, texts[name]), el("dd", {}, value)] : []);
  const phones = found.phones.flatMap((phone, n) => [n ? ", " : "", el("a", { href: phone.href, "data-key": phone.href }, phone.text)]);
  return el("dl", {},
    row("wanted", found.wanted),
    row("window", found.window),
    row("under_way", found.under_way),
    row("master", visit.master ? [visit.master, found.part].filter(Boolean).join(" — ") : found.asked || texts.nobody),
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

function history({ history }, texts) {
  const days = [...new Set(history.map((line) => line.day))];
  return el("section", { class: "history" },
    el("h3", {}, texts.history),
    days.map((day) => [
      el("p", { class: "sub" }, day),
      el("ul", {}, history.filter((line) => line.day === day).map((line) =>
        el("li", {}, el("time", {}, line.time), el("span", {}, line.text, line.who && el("small", {}, line.who))))),
    ]).flat());
}

function others({ others }, { texts, statuses }, show) {
  const link = (other) => el("a", { href: other.href, "data-key": `visit-${other.id}`, "data-status": other.status, onclick: inPlace(() => show(other.id)) },
    el("i", { class: "dot" }), el("span", {}, other.window), el("small", {}, [statuses[other.status], other.master, other.part].filter(Boolean).join(" · ")));
  return others.length ? el("section", { class: "others" }, el("h3", {}, texts.others), others.map(link)) : null;
}

function galleries({ photos, coming }, show) {
  const all = photos.flatMap((gallery) => gallery.photos);
  const thumb = (photo) => el("a", { href: `/photos/${photo.id}/screen`, "data-key": `photo-${photo.id}`,
    onclick: inPlace(() => show(all, all.indexOf(photo))) },
    el("img", { src: `/photos/${photo.id}/thumb`, alt: photo.alt, loading: "lazy" }));
  return [
    photos.length ? el("div", { class: "galleries" }, photos.map((gallery) =>
      el("section", {}, el("h3", {}, gallery.title), el("div", { class: "photos" }, gallery.photos.map(thumb))))) : null,
    coming && el("p", { class: "sub", role: "status" }, coming),
  ];
}

// A link is followed here, unless it is wanted in another tab.
const inPlace = (follow) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  follow();
};

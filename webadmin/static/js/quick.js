// The quick view of a visit: what the calendar knows at once, the rest as soon as it is read.
import { el, fill, narrow } from "./dom.js";

export function quickView(dialog, page, fetchJson) {
  const { texts } = page;
  let shown = null;

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    shown?.anchor?.focus?.();
    shown = null;
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && dialog.open && !dialog.contains(event.target)) dialog.close();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && dialog.open && dialog.close());

  async function open(visit, anchor) {
    shown = { visit, anchor };
    draw(visit, null);
    if (!dialog.open) narrow.matches ? dialog.showModal() : dialog.show();
    place(anchor);
    await more(visit);
  }

  async function more(visit) {
    const brief = await fetchJson(`/api/visits/${visit.id}`).catch(() => null);
    if (brief && shown?.visit.id === visit.id) {
      draw(shown.visit, brief);
      place(shown.anchor);
    }
  }

  function refresh(visit) {
    if (shown?.visit.id !== visit.id) return;
    shown.visit = visit;
    more(visit);
  }

  function draw(visit, brief) {
    const row = (name, value) => (value ? [el("dt", {}, texts[name]), el("dd", {}, value)] : []);
    dialog.replaceChildren(
      el("div", { class: "quick-body", "data-status": visit.status },
        el("header", {},
          el("div", {},
            el("h2", { id: "quick-title" }, fill(texts.order, { number: visit.number })),
            el("span", { class: "pill" }, el("i", { class: "dot" }), page.statuses[visit.status])),
          el("button", { class: "close", "aria-label": texts.close, onclick: () => dialog.close() }, "✕")),
        el("dl", {},
          row("window", brief?.window ?? (visit.start ? `${visit.start.slice(11)}–${visit.end.slice(11)}` : texts.no_window)),
          row("master", visit.master ?? texts.nobody),
          row("service", visit.service),
          row("client", [visit.client, brief?.company].filter(Boolean).join(", ")),
          row("phone", brief?.phones.length ? el("span", {}, brief.phones.map((phone, n) => [n ? ", " : "", el("a", { href: phone.href }, phone.text)]).flat()) : null),
          row("address", visit.address),
          row("price", brief?.price)),
        brief && el("p", { class: "words" }, brief.text),
        brief?.steps.length ? el("ul", { class: "steps" }, brief.steps.map((step) => el("li", {}, el("b", {}, step.text), step.at))) : null,
        brief?.photos.length ? el("div", { class: "photos" }, brief.photos.map((photo) => {
          const name = texts[`photo.${photo.kind}`];
          return el("a", { href: `/photos/${photo.id}/screen`, target: "_blank", title: name },
            el("img", { src: `/photos/${photo.id}/thumb`, alt: name, loading: "lazy" }));
        })) : null));
  }

  function place(anchor) {
    if (narrow.matches || !anchor?.isConnected) return;
    const at = anchor.getBoundingClientRect();
    const own = dialog.getBoundingClientRect();
    const right = at.right + 10 + own.width < innerWidth;
    const left = right ? at.right + 10 : Math.max(12, at.left - 10 - own.width);
    dialog.style.left = `${left}px`;
    dialog.style.top = `${Math.max(12, Math.min(at.top - 20, innerHeight - own.height - 12))}px`;
  }

  return { open, refresh, close: () => dialog.open && dialog.close() };
}

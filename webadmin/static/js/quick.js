// The quick view of a visit: what the calendar knows at once, the rest as soon as it is read.
import { brief } from "./brief.js";
import { el, fill, narrow } from "./dom.js";
import { planning } from "./planform.js";
import { lifted } from "./press.js";
import { viewer } from "./viewer.js";

const AGAIN = 3000; // what could not be read is asked for again

export function quickView(dialog, photoDialog, page, { read, anchorOf, showVisit, turned, plan }) {
  const { texts } = page;
  const ways = { tell, showVisit, form, showPhotos: viewer(photoDialog, texts, (photo) => focusOn(`photo-${photo.id}`)) };
  let shown = null; // the visit, and what was found of it
  let timer = 0;

  const title = el("h2", { id: "quick-title" });
  const status = el("span", { class: "pill" });
  const close = el("button", { type: "button", class: "close", "aria-label": texts.close, onclick: () => dialog.close() }, "✕");
  const facts = el("div", { class: "quick-facts" });
  const body = el("div", { class: "quick-body" }, el("header", {}, el("div", {}, title, status), close), facts);
  dialog.append(body);

  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    if (!shown || dialog.open) return; // another visit has been opened meanwhile
    const { visit } = shown;
    clearTimeout(timer);
    shown = null;
    turned(null);
    if (!document.activeElement || document.activeElement === document.body || dialog.contains(document.activeElement)) anchorOf(visit.id)?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (shown && dialog.open && !photoDialog.open && !event.target.closest("dialog, #toast")) dialog.close();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && dialog.open && !document.querySelector("dialog:modal:not(#quick)") && dialog.close());

  // With a spot the form that plans the visit is open, and proposes it.
  function open(visit, spot = null) {
    shown = { visit, spot };
    turned(visit.id);
    facts.replaceChildren(); // what was begun of another visit isn't this one's
    draw(visit, form(visit), el("p", { class: "sub" }, texts.loading));
    if (!dialog.open) narrow.matches ? dialog.showModal() : dialog.show();
    spot ? focusOn("plan-from") : close.focus();
    dialog.scrollTop = 0;
    place();
    return more();
  }

  function form(visit) {
    return planning(visit, page, { ...plan, spot: shown.spot, done: planned });
  }

  function planned() {
    if (!shown) return;
    shown.spot = null;
    facts.querySelector('[data-key="plan-form"]').open = false;
    focusOn("plan");
    more();
  }

  async function more() {
    const { visit } = shown;
    clearTimeout(timer);
    try {
      const found = await read(`/api/visits/${visit.id}`);
      await lifted();
      if (shown?.visit.id !== visit.id) return;
      shown.found = found;
      draw(shown.visit, ...brief(shown.visit, found, page, ways));
      if (found.coming) timer = setTimeout(more, AGAIN); // photos tell nobody when they are ready
    } catch (error) {
      await lifted();
      if (shown?.visit.id !== visit.id) return;
      const problem = el("p", { class: "problem", role: "alert" }, error.message);
      draw(visit, problem, ...(shown.found ? brief(shown.visit, shown.found, page, ways) : []));
      timer = setTimeout(more, AGAIN);
    }
    place();
  }

  // Says something of the order and reads it again; what is wrong comes back as a sentence.
  async function tell(address, told) {
    try {
      await read(address, told);
    } catch (error) {
      return error.message;
    }
    facts.querySelectorAll("details[open]").forEach((form) => form.removeAttribute("open"));
    if (shown) more();
    return "";
  }

  function refresh(visit) {
    if (shown?.visit.id !== visit.id) return;
    shown.visit = visit;
    more();
  }

  // The frame stays, so that neither the focus nor the place in a long panel is lost when it is drawn again.
  function draw(visit, ...rest) {
    const { scrollTop } = dialog;
    const focused = facts.contains(document.activeElement) && document.activeElement.dataset.key;
    body.dataset.status = visit.status;
    title.textContent = fill(texts.order, { number: visit.number });
    status.replaceChildren(el("i", { class: "dot" }), page.statuses[visit.status]);
    const begun = [...facts.querySelectorAll("details[open]")];
    facts.replaceChildren(...rest.filter(Boolean));
    for (const form of begun) facts.querySelector(`[data-key="${form.dataset.key}"]`)?.replaceWith(form); // what is typed stays
    dialog.scrollTop = scrollTop;
    if (focused) focusOn(focused);
  }

  const focusOn = (key) => (facts.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? close).focus();

  function place() {
    if (narrow.matches || !shown) return;
    const own = dialog.getBoundingClientRect();
    const anchor = anchorOf(shown.visit.id);
    // One that a filter hides has no place in the calendar: its view stands where the others end.
    const at = anchor?.getBoundingClientRect() ?? { left: innerWidth - 14, right: innerWidth, top: 90 };
    const right = at.right + 10 + own.width < innerWidth;
    const left = right ? at.right + 10 : Math.max(12, at.left - 10 - own.width);
    dialog.style.left = `${left}px`;
    dialog.style.top = `${Math.max(12, Math.min(at.top - 20, innerHeight - own.height - 12))}px`;
  }

  return { open, refresh, close: () => dialog.open && dialog.close(), place };
}

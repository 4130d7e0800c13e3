// What lies over a phone's chat: toasts, alerts, sheets and the menu of a message.
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const TOAST_MS = 4500;

export function toast(root, text, kind = "") {
  const node = h("div", { class: `toast ${kind}`, role: "status", data: { role: "toast" } }, text);
  let timer = 0;
  const away = () => {
    timer = setTimeout(() => node.remove(), TOAST_MS);
  };
  node.addEventListener("mouseenter", () => clearTimeout(timer));
  node.addEventListener("mouseleave", away);
  node.addEventListener("click", () => node.remove());
  root.append(node);
  away();
}

/** A card over the phone; resolves with the pressed action's value, or null when put away. */
export function sheet(root, { title, body = [], actions, role = "dialog", data = {} }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const done = (value) => {
      veil.remove();
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(value);
    };
    const buttons = actions.map(({ text, value, kind = "", check }) =>
      button({ class: `sheet-button ${kind}`, onclick: () => (!check || check()) && done(typeof value === "function" ? value() : value) }, text));
    const card = h("form", { class: "sheet", role, label: title, data, tabindex: "-1", onsubmit: (event) => event.preventDefault() },
      title && h("h3", {}, title), body, h("div", { class: "sheet-actions" }, buttons));
    const veil = h("div", { class: "veil", onclick: (event) => event.target === veil && done(null) }, card);
    veil.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        done(null);
      }
      if (event.key === "Enter" && event.target.tagName === "INPUT") {
        // The focus goes back to what opened the sheet, which the same Enter must not press again.
        event.preventDefault();
        buttons.find((one) => one.classList.contains("main"))?.click();
      }
      if (event.key === "Tab") trap(event, card);
    });
    root.append(veil);
    (card.querySelector("[autofocus], input") ?? buttons.at(-1) ?? card).focus({ preventScroll: true });
  });
}

function trap(event, card) {
  const stops = [...card.querySelectorAll("button, input, select, textarea")].filter((one) => !one.disabled);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

export function alertSheet(root, title, text) {
  return sheet(root, {
    title, role: "alertdialog", data: { role: "alert" },
    body: h("p", { class: "alert-text" }, text),
    actions: [{ text: t("ok"), value: true, kind: "main" }],
  });
}

/** A menu at a point of the page, kept inside the window. Items: {icon, text, run, danger, disabled}; `strip` makes what stands above them. */
export function menu(x, y, items, label, strip) {
  document.querySelector(".menu-veil")?.remove();
  const before = document.activeElement;
  const close = () => {
    veil.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  const entries = items.map((item) => button(
    {
      class: `menu-item${item.danger ? " danger" : ""}`, role: "menuitem", disabled: Boolean(item.disabled), title: item.text,
      data: item.role ? { role: item.role } : {},
      onclick: () => {
        close();
        item.run();
      },
    },
    icon(item.icon), h("span", {}, item.text)));
  const above = strip?.(close);
  const box = h("div", { class: "menu", role: "menu", label }, above, entries);
  const veil = h("div", { class: "menu-veil", oncontextmenu: (event) => event.preventDefault() }, box);
  veil.addEventListener("pointerdown", (event) => {
    if (event.target === veil) close();
  });
  veil.addEventListener("keydown", (event) => {
    const usable = entries.filter((one) => !one.disabled);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const at = usable.indexOf(document.activeElement);
      usable[(at + step + usable.length) % usable.length]?.focus();
    }
    const aside = above && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (aside) {
      event.preventDefault();
      const row = [...above.querySelectorAll("button")];
      const at = row.indexOf(document.activeElement);
      row[at < 0 ? 0 : (at + aside + row.length) % row.length].focus();
    }
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  document.body.append(veil);
  const size = box.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - size.width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - size.height - 8))}px`;
  entries.find((one) => !one.disabled)?.focus();
}

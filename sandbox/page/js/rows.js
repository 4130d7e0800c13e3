// Rows of chats or topics, as a list that arrows walk through.
import { button, h, refill } from "./dom.js";
import { chatTime, snippet } from "./format.js";
import { icon } from "./icons.js";
import { senderName } from "./sender.js";
import { serviceWords } from "./service.js";
import { on } from "./store.js";
import { t } from "./texts.js";

/** Drawn again, at most once a frame, while it is seen. */
export class RowList {
  drawing = 0;

  constructor(phone) {
    this.phone = phone;
    this.list = h("div", { class: "rows" });
    this.list.addEventListener("keydown", (event) => this.walk(event));
    on("chats", () => this.soon(), phone.leaving.signal);
  }

  focus() {
    (this.list.querySelector(".current") ?? this.list.firstElementChild)?.focus({ preventScroll: true });
  }

  soon() {
    if (this.root.hidden || this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      if (!this.root.hidden && this.phone.person) this.draw();
    });
  }

  fill(rows) {
    const at = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    refill(this.list, rows);
    if (at) this.list.querySelector(`[data-key="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
  }

  walk(event) {
    const rows = [...this.list.querySelectorAll(".chat-row")];
    const at = rows.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || !rows[next]) return;
    event.preventDefault();
    rows[next].focus();
  }
}

/** One row: face, title and time, the last line and what is unread. */
export function chatRow({ key, face, title, mark, message, line, unread, current, run, more }) {
  return button({ class: `chat-row${current ? " current" : ""}`, data: { key }, onclick: run, oncontextmenu: more },
    face,
    h("span", { class: "chat-row-words" },
      h("span", { class: "chat-row-top" }, mark && icon(mark, "icon chat-mark"), h("span", { class: "chat-row-title" }, title), h("time", {}, message ? chatTime(message.date) : "")),
      h("span", { class: "chat-row-bottom" }, h("span", { class: "chat-row-line" }, line), h("span", { class: "badge", hidden: !unread }, String(unread)))));
}

/** The last line as the list shows it: who said it, in a group, and what. */
export function lastLine(phone, message) {
  if (!message) return t("no_messages");
  const service = serviceWords(phone, message);
  if (service) return service;
  const own = message.from?.id === phone.id;
  const who = own ? t("you") : message.chat.type === "private" || message.chat.type === "channel" ? "" : senderName(phone, message);
  return [who && h("span", { class: "chat-row-who" }, `${who}: `), snippet(message)];
}

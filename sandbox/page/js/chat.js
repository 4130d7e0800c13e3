// The scrolling list of a phone. A change touches one row and its neighbours, nothing else.
import { button, debounce, h } from "./dom.js";
import { Draft } from "./draft.js";
import { dayKey, dayName } from "./format.js";
import { icon } from "./icons.js";
import { isService } from "./groups.js";
import { renderRow } from "./message.js";
import { speaker } from "./sender.js";
import { t } from "./texts.js";

const NEAR = 60;
const GROUP_SECONDS = 600;
/** How long the day stays over the messages after they were moved. */
const DATES_MS = 1200;

export class Chat {
  rows = [];
  byKey = new Map();
  sections = new Map();
  stick = true;
  missed = 0;

  constructor(phone) {
    this.phone = phone;
    this.draft = new Draft(phone);
    this.list = h("div", { class: "list" }, this.draft.root);
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "log", label: t("messages_of", { name: phone.name }), data: { role: "messages" } }, this.list);
    this.count = h("span", { class: "badge", hidden: true });
    this.down = button({ class: "to-bottom", hidden: true, label: t("to_bottom"), title: t("to_bottom"), data: { role: "to-bottom" }, onclick: () => this.toBottom("smooth") }, icon("down"), this.count);
    this.root = h("div", { class: "chat" }, h("div", { class: "wallpaper" }), this.scroller, this.down);
    this.still = debounce(DATES_MS, () => this.list.classList.remove("moving"));
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.walk(event));
    this.watch = new ResizeObserver(() => this.stick && this.toBottom());
    this.watch.observe(this.scroller);
    this.watch.observe(this.list);
  }

  /** Bring the list to what the store holds, leaving unchanged rows alone. */
  sync() {
    const messages = new Map(this.phone.messages().map((message) => [message.message_id, message]));
    for (const row of [...this.rows]) {
      const gone = row.messages.filter((message) => !messages.has(message.message_id));
      if (gone.length) this.remove(gone.map((message) => message.message_id));
    }
    for (const message of messages.values()) this.put(message, false);
    if (this.stick) this.toBottom();
  }

  put(message, fresh) {
    const key = message.media_group_id ? `album ${message.media_group_id}` : `one ${message.message_id}`;
    const row = this.byKey.get(key);
    if (row) this.change(row, message);
    else this.insert(key, message, fresh);
  }

  upsert(message, fresh) {
    this.put(message, fresh);
    if (this.stick || (fresh && message.out)) this.toBottom();
    else if (fresh) this.missed += 1;
    this.showDown();
  }

  insert(key, message, fresh) {
    const row = { key, messages: [message], face: JSON.stringify(message) };
    row.node = renderRow(this.phone, row.messages);
    if (fresh) row.node.classList.add("fresh");
    let at = this.rows.length;
    while (at > 0 && this.rows[at - 1].messages[0].message_id > message.message_id) at -= 1;
    this.rows.splice(at, 0, row);
    this.byKey.set(key, row);
    this.place(row, this.rows[at + 1]);
    this.dress(at);
  }

  place(row, following) {
    const day = dayKey(row.messages[0].date);
    row.day = day;
    let section = this.sections.get(day);
    if (!section) {
      section = h("section", { class: "day" }, h("div", { class: "day-name" }, h("span", { class: "pill" }, dayName(row.messages[0].date))));
      this.sections.set(day, section);
      this.list.insertBefore(section, following ? this.sections.get(following.day) : this.draft.root);
    }
    section.insertBefore(row.node, following?.day === day ? following.node : null);
  }

  change(row, message) {
    const at = row.messages.findIndex((one) => one.message_id === message.message_id);
    if (at >= 0) row.messages[at] = message;
    else row.messages.push(message);
    row.messages.sort((a, b) => a.message_id - b.message_id);
    this.redraw(row);
  }

  redraw(row) {
    const face = JSON.stringify(row.messages.length === 1 ? row.messages[0] : row.messages);
    if (face === row.face) return;
    row.face = face;
    const node = renderRow(this.phone, row.messages);
    node.classList.toggle("picked", row.node.classList.contains("picked"));
    const focus = focusIn(row.node);
    row.node.replaceWith(node);
    row.node = node;
    this.dress(this.rows.indexOf(row));
    if (focus) (node.querySelectorAll("button, .bubble")[focus.index] ?? this.scroller).focus({ preventScroll: true });
  }

  remove(ids) {
    for (const id of ids) {
      const row = this.rows.find((one) => one.messages.some((message) => message.message_id === id));
      if (!row) continue;
      row.messages = row.messages.filter((message) => message.message_id !== id);
      if (row.messages.length) this.redraw(row);
      else this.drop(row);
    }
  }

  drop(row) {
    const at = this.rows.indexOf(row);
    this.rows.splice(at, 1);
    this.byKey.delete(row.key);
    row.node.remove();
    const section = this.sections.get(row.day);
    if (section && section.childElementCount === 1) {
      section.remove();
      this.sections.delete(row.day);
    }
    this.dress(at);
  }

  /** First and last of a run of one sender: they carry the distance and the tail. */
  dress(at) {
    for (let index = at - 1; index <= at + 1; index += 1) {
      const row = this.rows[index];
      if (!row) continue;
      row.node.classList.toggle("first", !together(this.rows[index - 1], row));
      row.node.classList.toggle("last", !together(row, this.rows[index + 1]));
    }
  }

  toBottom(behavior = "instant") {
    this.stick = true;
    this.missed = 0;
    this.height = this.scroller.clientHeight;
    this.full = this.scroller.scrollHeight;
    this.scroller.scrollTo({ top: this.full, behavior });
    this.markPassed();
    this.showDown();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    if (!clientHeight) return;
    this.markPassed();
    // A keyboard that opens makes the list lower: that is no scrolling away.
    if (this.stick && (clientHeight !== this.height || scrollHeight !== this.full)) {
      this.toBottom();
      return;
    }
    const away = scrollHeight - scrollTop - clientHeight;
    this.stick = away < NEAR;
    if (this.stick) {
      this.missed = 0;
    } else {
      this.list.classList.add("moving");
      this.still();
    }
    this.showDown();
    if (this.stick) this.phone.considerRead();
  }

  /** The day of what is at the top has left its own place: it lies over messages, and is seen only while they move. */
  markPassed() {
    const { top } = this.scroller.getBoundingClientRect();
    for (const section of this.sections.values()) section.classList.toggle("passed", section.getBoundingClientRect().top < top);
  }

  showDown() {
    this.down.hidden = this.stick;
    this.count.hidden = !this.missed;
    this.count.textContent = String(this.missed);
  }

  /** The numbers of the messages in a row: one, or an album's. */
  idsOf(node) {
    return this.rows.find((row) => row.node === node)?.messages.map((message) => message.message_id) ?? [];
  }

  find(messageId) {
    return this.root.querySelector(`[data-message-id="${Number(messageId)}"]`);
  }

  flash(messageId) {
    const node = this.find(messageId)?.closest(".row");
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    for (const one of this.list.querySelectorAll(".flash")) one.classList.remove("flash");
    void node.offsetWidth; // so that the same row flashes a second time
    node.classList.add("flash");
  }

  /** Up and down walk over the bubbles; Enter opens the menu of one. */
  walk(event) {
    const bubbles = [...this.list.querySelectorAll(".bubble")];
    const at = bubbles.indexOf(document.activeElement);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (at < 0 && event.target !== this.scroller) return;
      event.preventDefault();
      const next = at < 0 ? bubbles.at(-1) : bubbles[at + (event.key === "ArrowUp" ? -1 : 1)];
      next?.focus();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      const box = bubbles[at].getBoundingClientRect();
      this.phone.openMenu(Number(bubbles[at].dataset.first), box.left + 20, box.top + 20);
    }
  }

  close() {
    this.watch.disconnect();
    this.draft.show(null);
  }
}

function together(one, other) {
  if (!one || !other || one.day !== other.day) return false;
  const [a, b] = [one.messages[0], other.messages[0]];
  if (isService(a) || isService(b) || speaker(a) !== speaker(b)) return false;
  return Boolean(a.out) === Boolean(b.out) && b.date - a.date < GROUP_SECONDS && !one.messages[0].reply_markup?.inline_keyboard;
}

function focusIn(node) {
  const active = document.activeElement;
  if (!node.contains(active)) return null;
  return { index: [...node.querySelectorAll("button, .bubble")].indexOf(active) };
}

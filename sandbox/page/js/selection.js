// Several messages chosen at once: forwarded, copied or deleted together.
import * as api from "./api.js";
import { button, copyText, h, refill } from "./dom.js";
import { counted } from "./format.js";
import { forward } from "./forward.js";
import { isService, may } from "./groups.js";
import { icon } from "./icons.js";
import { sheet } from "./overlay.js";
import { t } from "./texts.js";

export class Selection {
  active = false;

  constructor(phone) {
    this.phone = phone;
    this.chosen = new Set();
    this.bar = h("div", { class: "selection", hidden: true, role: "toolbar", label: t("selected_actions"), data: { role: "selection" } });
  }

  begin(message) {
    this.active = true;
    this.phone.place.classList.add("selecting");
    const row = this.phone.chat.find(message.message_id)?.closest(".row");
    if (row) this.toggle(row);
    this.bar.querySelector("button")?.focus({ preventScroll: true });
  }

  /** A row is a message, or an album as a whole. */
  toggle(row) {
    const ids = this.phone.chat.idsOf(row);
    if (!ids.length || isService(this.phone.message(ids[0]))) return;
    const on = !this.chosen.has(ids[0]);
    for (const id of ids) this.chosen[on ? "add" : "delete"](id);
    row.classList.toggle("picked", on);
    if (this.chosen.size) this.show();
    else this.leave();
  }

  messages() {
    return this.phone.messages().filter((message) => this.chosen.has(message.message_id));
  }

  show() {
    const messages = this.messages();
    const tool = (name, label, role, run) => button({ class: "tool", label, title: label, data: { role }, onclick: run }, icon(name));
    const free = messages.every((message) => !message.has_protected_content);
    this.bar.hidden = false;
    refill(this.bar, tool("close", t("cancel"), "selection-close", () => this.leave()),
      h("strong", {}, counted("messages_chosen", messages.length)),
      free && tool("forward", t("forward"), "selection-forward", () => this.pass()),
      free && messages.some((message) => message.text ?? message.caption) && tool("copy", t("copy"), "selection-copy", () => this.copy()),
      messages.every((message) => mayDelete(this.phone, message)) && tool("trash", t("delete"), "selection-delete", () => this.remove()));
  }

  async pass() {
    const messages = this.messages();
    if (await forward(this.phone, messages)) this.leave();
  }

  async copy() {
    await copyText(this.messages().map((message) => message.text ?? message.caption).filter(Boolean).join("\n\n"));
    this.phone.toast(t("copied"));
    this.leave();
  }

  async remove() {
    const messages = this.messages();
    if (!await askDelete(this.phone, messages.length)) return;
    this.leave();
    for (const message of messages) await this.phone.attempt(api.remove(this.phone.id, message.message_id));
  }

  leave() {
    if (!this.active) return;
    this.active = false;
    this.chosen.clear();
    this.bar.hidden = true;
    this.phone.place.classList.remove("selecting");
    for (const row of this.phone.place.querySelectorAll(".picked")) row.classList.remove("picked");
  }
}

/** One's own; in the chat with the bot anything, in a group what one's rank allows. */
export function mayDelete(phone, message) {
  const { group } = phone;
  return message.out || !group || may(group, phone.id, "can_delete_messages");
}

export function askDelete(phone, count) {
  return sheet(phone.layer, {
    title: t("delete"), data: { role: "delete-sure" }, body: h("p", {}, counted("delete_sure", count)),
    actions: [{ text: t("delete"), value: true, kind: "danger" }, { text: t("cancel"), value: false }],
  });
}

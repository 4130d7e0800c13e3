// The top of a chat: the way back, whose chat it is, and what is going on in it.
import { button, h, refill } from "./dom.js";
import { counted, initials } from "./format.js";
import { topicOf, unreadIn, unreadOf } from "./groups.js";
import { dots, icon } from "./icons.js";
import { chatMenu } from "./menus.js";
import { avatar, topicIcon } from "./sender.js";
import { store } from "./store.js";
import { known, t } from "./texts.js";

const ACTION_MS = 5500;

export class Header {
  acting = 0;

  constructor(phone) {
    this.phone = phone;
    this.badge = h("span", { class: "badge", hidden: true });
    this.back = button({ class: "tool back", label: t("to_chats"), title: t("to_chats"), data: { role: "back" }, onclick: () => phone.back() }, icon("left"), this.badge);
    this.face = h("span", {});
    this.name = h("strong", {});
    this.status = h("span", { class: "status", data: { role: "status" } });
    this.words = button({ class: "chat-title", data: { role: "chat-title" }, onclick: () => phone.group && phone.openGroup() }, this.face, h("span", { class: "chat-words" }, this.name, this.status));
    this.more = button({ class: "tool", label: t("chat_actions"), title: t("chat_actions"), data: { role: "chat-menu" }, onclick: (event) => chatMenu(phone, event.currentTarget) }, icon("more"));
    this.root = h("header", { class: "chat-header" }, this.back, this.words, this.more);
  }

  get title() {
    return this.name.textContent;
  }

  show() {
    const { phone } = this;
    const { group } = phone;
    const topic = group?.is_forum && phone.thread !== null && topicOf(group, phone.thread);
    const face = topic ? topicIcon(topic) : group ? avatar(group.title, group.id) : h("span", { class: "avatar bot" }, initials(store.bot.first_name));
    this.face.replaceWith(face);
    this.face = face;
    this.name.textContent = (topic ? topic.name : group?.title) ?? store.bot.first_name;
    this.words.disabled = !group;
    const others = unreadOf(phone.id) - unreadIn(phone.id, phone.chatId, phone.thread);
    this.badge.hidden = !others;
    this.badge.textContent = String(others);
    if (!this.acting) refill(this.status, this.standing(topic));
  }

  standing(topic) {
    const { group, person } = this.phone;
    if (!group) return person.blocked ? t("blocked_note") : t("bot");
    return topic ? group.title : memberCount(group);
  }

  /** What the bot is doing, for as long as Telegram shows it; null is nothing any more. */
  act(action) {
    clearTimeout(this.acting);
    this.acting = 0;
    if (!action) return this.show();
    const doing = known(action) ? t(action) : t("typing");
    refill(this.status, h("span", { class: "acting" }, dots(), this.phone.group ? `${store.bot.first_name} ${doing}` : doing));
    this.acting = setTimeout(() => this.act(null), ACTION_MS);
    return undefined;
  }
}

export function memberCount(group) {
  const bot = ["member", "administrator"].includes(group.bot) ? 1 : 0;
  return counted(group.type === "channel" ? "subscribers" : "members", group.members.length + (group.type === "channel" ? 0 : bot));
}

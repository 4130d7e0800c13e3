// Passing messages on: to which of one's chats, and there perhaps into which topic.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { initials } from "./format.js";
import { chatsOf, silence, threadOf, titleOf } from "./groups.js";
import { sheet } from "./overlay.js";
import { avatar, topicIcon } from "./sender.js";
import { store } from "./store.js";
import { t } from "./texts.js";

/** Asks where to, passes on, and shows it there; true when it was done. */
export async function forward(phone, messages) {
  const target = await chooseChat(phone, t("forward_to"));
  if (!target) return false;
  const ids = messages.map((message) => message.message_id).sort((a, b) => a - b);
  const sent = await phone.attempt(api.forward(phone.id, ids, phone.chatId, { chat_id: target.chat, thread: target.thread || undefined }));
  if (!sent) return false;
  phone.open(target.chat, target.thread);
  return true;
}

/** One of the chats of these kinds (bots, groups, channels) where the person may write, perhaps a topic; null when none is chosen. */
export async function chooseChat(phone, title, kinds = ["bots", "groups", "channels"]) {
  const { person } = phone;
  const usable = (id) => {
    const group = store.groups.get(id);
    if (!kinds.includes(!group ? "bots" : group.type === "channel" ? "channels" : "groups")) return false;
    return group ? group.is_forum || !silence(group, phone.id, null) : person.started && !person.blocked;
  };
  const chats = chatsOf(phone.id).filter(usable);
  if (!chats.length) {
    phone.toast(t("no_chat_fits"));
    return null;
  }
  const chat = await pick(phone, title, chats.map((id) => ({
    value: id, title: titleOf(id), face: store.groups.has(id) ? avatar(titleOf(id), id) : h("span", { class: "avatar bot" }, initials(titleOf(id))),
  })));
  if (chat === null) return null;
  const group = store.groups.get(chat);
  if (!group?.is_forum) return { chat, thread: null };
  const topics = [...(group.general.hidden ? [] : [group.general]), ...group.topics].filter((topic) => !silence(group, phone.id, threadOf(topic)));
  const thread = await pick(phone, group.title, topics.map((topic) => ({ value: threadOf(topic), title: topic.name, face: topicIcon(topic) })));
  return thread === null ? null : { chat, thread };
}

/** A sheet with rows to choose one of; null when it was put away. */
function pick(phone, title, rows) {
  let chosen = null;
  const list = h("div", { class: "pick-rows", role: "group", label: title });
  const done = sheet(phone.layer, { title, data: { role: "pick" }, body: list, actions: [{ text: t("cancel"), value: null }] });
  const away = list.closest(".sheet").querySelector(".sheet-button");
  for (const row of rows) {
    list.append(button({ class: "chat-row", data: { key: String(row.value) }, onclick: () => {
      chosen = row.value;
      away.click();
    } }, row.face, h("span", { class: "chat-row-title" }, row.title)));
  }
  list.firstElementChild?.focus({ preventScroll: true });
  return done.then(() => chosen);
}

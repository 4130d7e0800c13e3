// The menus of a message, of a chat and of a phone.
import * as api from "./api.js";
import { copyText, h } from "./dom.js";
import { forward } from "./forward.js";
import { may, topicOf } from "./groups.js";
import { askJoin, inviteOf, leaveGroup } from "./joining.js";
import { deepLink } from "./links.js";
import { menu, sheet } from "./overlay.js";
import { editPerson, removePerson } from "./people.js";
import { reactionStrip } from "./reactions.js";
import { askDelete, mayDelete } from "./selection.js";
import { chatOf, store } from "./store.js";
import { t } from "./texts.js";
import { topicItems } from "./topics.js";

export function messageMenu(phone, message, x, y) {
  const { person, group } = phone;
  const reaches = Boolean(group) || (person.started && !person.blocked);
  const writes = reaches && !phone.silence();
  const text = message.text ?? message.caption;
  const free = !message.has_protected_content;
  const own = message.out || (group?.type === "channel" && may(group, phone.id, "can_edit_messages"));
  const items = [
    writes && { icon: "reply", text: t("reply"), role: "reply", run: () => phone.composer.answer(message) },
    writes && text && free && { icon: "quote", text: t("quote"), role: "quote", run: () => askQuote(phone, message, text) },
    own && text && reaches && !message.forward_origin && { icon: "edit", text: t("edit"), role: "edit", run: () => phone.composer.edit(message) },
    mayPin(phone) && pinItem(phone, message),
    !free && { icon: "lock", text: t("protected"), disabled: true, run: () => {} },
    free && text && { icon: "copy", text: t("copy"), role: "copy", run: () => copyText(text).then(() => phone.toast(t("copied"))) },
    free && { icon: "forward", text: t("forward"), role: "forward", run: () => forward(phone, withAlbum(phone, message)) },
    { icon: "check", text: t("select"), role: "select", run: () => phone.selection.begin(message) },
    mayDelete(phone, message) && { icon: "trash", text: t("delete"), role: "delete", danger: true, run: () => remove(phone, message) },
  ].filter(Boolean);
  const strip = reaches && (!group || group.type === "channel" || may(group, phone.id, "can_react_to_messages")) && ((close) => reactionStrip(phone, message, close));
  menu(x, y, items, t("message_actions"), strip);
}

/** An album is passed on whole. */
function withAlbum(phone, message) {
  const album = message.media_group_id;
  return album ? phone.messages().filter((one) => one.media_group_id === album) : [message];
}

/** One's own goes at once; what others said is asked about. */
async function remove(phone, message) {
  if (message.out || await askDelete(phone, 1)) await phone.attempt(api.remove(phone.id, message.message_id));
}

function mayPin(phone) {
  const { group, person } = phone;
  if (!group) return person.started && !person.blocked;
  return may(group, phone.id, group.type === "channel" ? "can_edit_messages" : "can_pin_messages");
}

function pinItem(phone, message) {
  const pinned = chatOf(phone.chatId).pinned?.includes(message.message_id);
  const pin = (on) => phone.attempt(api.pin(phone.id, message.message_id, on));
  return pinned
    ? { icon: "unpin", text: t("unpin"), role: "unpin", run: () => pin(false) }
    : { icon: "tack", text: t("pin"), role: "pin", run: () => pin(true) };
}

/** Which part of a message is quoted: what was marked in it before, or what is marked in the sheet. */
async function askQuote(phone, message, text) {
  const area = h("textarea", { class: "quote-source", readOnly: true, value: text, rows: Math.min(7, 2 + Math.floor(text.length / 34)), autofocus: true, label: t("quote"), data: { role: "quote-source" } });
  const marked = () => area.value.slice(area.selectionStart, area.selectionEnd).trim() || text;
  const before = String(getSelection()).trim();
  const at = before ? text.indexOf(before) : -1;
  const asked = sheet(phone.layer, {
    title: t("quote"), data: { role: "quote-form" }, body: [h("p", { class: "sheet-note" }, t("quote_hint")), area],
    actions: [{ text: t("quote"), kind: "main", value: marked }, { text: t("cancel"), value: null }],
  });
  area.focus();
  area.setSelectionRange(Math.max(at, 0), at < 0 ? text.length : at + before.length);
  const part = await asked;
  if (part) phone.composer.answer(message, part);
}

export function chatMenu(phone, anchor) {
  const { group, person, thread } = phone;
  const box = anchor.getBoundingClientRect();
  const topic = group?.is_forum && thread !== null && topicOf(group, thread);
  menu(box.right - 210, box.bottom + 4, [
    group && { icon: "group", text: t(group.type === "channel" ? "channel_info" : "group_info"), role: "open-group", run: () => phone.openGroup() },
    ...(topic ? topicItems(phone, topic) : []),
    !group && (person.blocked
      ? { icon: "block", text: t("unblock"), role: "chat-unblock", run: () => phone.unblock() }
      : { icon: "block", text: t("block"), role: "chat-block", run: () => phone.block() }),
    group && !topic && { icon: "leave", text: t(group.type === "channel" ? "leave_channel" : "leave_group"), role: "leave", danger: true, run: () => leaveGroup(phone) },
  ].filter(Boolean), t("chat_actions"));
}

export function personMenu(phone, anchor) {
  const { person } = phone;
  const box = anchor.getBoundingClientRect();
  menu(box.right - 200, box.bottom + 4, [
    { icon: "link", text: t("open_link"), role: "open-link", run: () => askLink(phone) },
    { icon: "edit", text: t("rename"), role: "edit-person", run: () => editPerson(person) },
    person.blocked
      ? { icon: "block", text: t("unblock"), role: "unblock", run: () => phone.unblock() }
      : { icon: "block", text: t("block"), role: "block", run: () => phone.block() },
    { icon: "trash", text: t("remove"), role: "remove-person", danger: true, run: () => removePerson(phone) },
  ], t("person_menu", { name: phone.name }));
}

async function askLink(phone) {
  const link = `t.me/${store.bot.username}?start=`;
  const input = h("input", { type: "text", label: t("open_link"), placeholder: link, data: { role: "deep-link" } });
  const payload = () => deepLink(input.value.trim(), store.bot.username) ?? (/^[\w-]{1,64}$/.test(input.value.trim()) ? input.value.trim() : null);
  const invite = () => inviteOf(input.value.trim());
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const check = () => {
    const fine = invite() !== null || payload() !== null;
    wrong.textContent = fine ? "" : t("not_bot_link");
    return fine;
  };
  const chosen = await sheet(phone.layer, {
    title: t("open_link"),
    body: [h("p", {}, t("open_link_hint", { link: `${link}…` })), input, wrong],
    actions: [{ text: t("open"), kind: "main", check, value: () => ({ payload: payload(), invite: invite() }) }, { text: t("cancel"), value: null }],
  });
  if (chosen?.invite) askJoin(phone, chosen.invite);
  else if (chosen) phone.deepLink(chosen.payload);
}

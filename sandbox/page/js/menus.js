// The menus of a message and of a phone.
import * as api from "./api.js";
import { copyText, h } from "./dom.js";
import { deepLink } from "./links.js";
import { menu, sheet } from "./overlay.js";
import { editPerson, removePerson } from "./people.js";
import { reactionStrip } from "./reactions.js";
import { store } from "./store.js";
import { t } from "./texts.js";

export function messageMenu(phone, message, x, y) {
  const { person } = phone;
  const writes = person.started && !person.blocked;
  const text = message.text ?? message.caption;
  const items = [];
  if (writes) items.push({ icon: "reply", text: t("reply"), run: () => phone.composer.answer(message) });
  if (message.out && text && writes) items.push({ icon: "edit", text: t("edit"), run: () => phone.composer.edit(message) });
  if (message.has_protected_content) items.push({ icon: "lock", text: t("protected"), disabled: true, run: () => {} });
  else if (text) items.push({ icon: "copy", text: t("copy"), run: () => copyText(text).then(() => phone.toast(t("copied"))) });
  if (message.out) items.push({ icon: "trash", text: t("delete"), danger: true, run: () => phone.attempt(api.remove(phone.id, message.message_id)) });
  const strip = writes ? (close) => reactionStrip(phone, message, close) : null;
  if (items.length || strip) menu(x, y, items, t("message_actions"), strip);
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
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const check = () => {
    wrong.textContent = payload() === null ? t("not_bot_link") : "";
    return payload() !== null;
  };
  const chosen = await sheet(phone.layer, {
    title: t("open_link"),
    body: [h("p", {}, t("open_link_hint", { link: `${link}…` })), input, wrong],
    actions: [{ text: t("open"), kind: "main", check, value: () => ({ payload: payload() }) }, { text: t("cancel"), value: null }],
  });
  if (chosen) phone.deepLink(chosen.payload);
}

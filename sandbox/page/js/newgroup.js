// Making a group or a channel, and changing what it is called.
import * as api from "./api.js";
import { h } from "./dom.js";
import { readGroups } from "./events.js";
import { personName } from "./format.js";
import { sheet } from "./overlay.js";
import { avatar } from "./sender.js";
import { readChat, store } from "./store.js";
import { t } from "./texts.js";

const LONGEST_TITLE = 128;
const LONGEST_ABOUT = 255;

export async function newGroup(phone, type) {
  const channel = type === "channel";
  const title = titleField("");
  const kind = options("group_kind", [["supergroup", "kind_supergroup"], ["forum", "kind_forum"], ["group", "kind_basic"]]);
  const bot = options("bot_in_group", [["member", "bot_member"], ["administrator", "bot_admin"], ["left", "bot_out"]]);
  if (channel) bot.value = "administrator";
  const members = peoplePicker([...store.people.values()].filter((person) => person.id !== phone.id));
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const wish = await sheet(phone.layer, {
    title: t(channel ? "new_channel" : "new_group"), data: { role: "group-form" },
    body: [
      title, !channel && h("label", { class: "line" }, t("group_kind"), kind),
      h("label", { class: "line" }, t("bot_in_group"), bot),
      members.rows.length > 0 && h("div", { class: "sheet-label" }, t(channel ? "subscribers_title" : "members_title")), members.root, wrong,
    ],
    actions: [{ text: t("create"), kind: "main", check: () => named(title, wrong), value: () => ({ title: title.value.trim(), kind: channel ? "channel" : kind.value, bot: bot.value, members: members.chosen() }) }, { text: t("cancel"), value: null }],
  });
  if (!wish) return;
  const made = await phone.attempt(api.putGroup({
    title: wish.title, type: wish.kind === "forum" ? "supergroup" : wish.kind, forum: wish.kind === "forum",
    creator: phone.id, members: [phone.id, ...wish.members], bot: wish.bot,
  }));
  if (made) await openNew(phone, made);
}

/** A group that has just come to be is read at once: its first messages came before it was known. */
export async function openNew(phone, group) {
  await readGroups();
  await readChat(group.id).catch(() => {});
  phone.open(group.id);
}

/** The title, the description and the public name. */
export async function editGroup(phone) {
  const { group } = phone;
  const title = titleField(group.title);
  const about = h("input", { type: "text", value: group.description, maxlength: LONGEST_ABOUT, data: { role: "group-about" } });
  const name = h("input", { type: "text", value: group.username ?? "", autocomplete: "off", data: { role: "group-username" } });
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const check = () => {
    if (!named(title, wrong)) return false;
    const fine = /^(?:@?[A-Za-z]\w{3,31})?$/.test(name.value.trim());
    wrong.textContent = fine ? "" : t("username_wrong");
    return fine;
  };
  const wish = await sheet(phone.layer, {
    title: t("edit_group"), data: { role: "group-edit" },
    body: [title, h("label", { class: "field-line" }, t("description"), about), group.type !== "group" && h("label", { class: "field-line" }, t("public_name"), name), wrong],
    actions: [{ text: t("save"), kind: "main", check, value: () => ({ title: title.value.trim(), description: about.value.trim(), username: name.value.trim() }) }, { text: t("cancel"), value: null }],
  });
  if (wish) await phone.attempt(api.putGroup({ id: group.id, by: phone.id, ...wish }));
}

export async function addMembers(phone) {
  const { group } = phone;
  const banned = new Set(group.ranks.filter((rank) => rank.status === "kicked").map((rank) => rank.user.id));
  const picker = peoplePicker([...store.people.values()].filter((person) => !group.members.includes(person.id) && !banned.has(person.id)));
  const chosen = await sheet(phone.layer, {
    title: t("add_members"), data: { role: "members-form" }, body: picker.rows.length ? picker.root : h("p", { class: "sheet-note" }, t("nobody_left")),
    actions: [picker.rows.length && { text: t("add"), kind: "main", value: picker.chosen }, { text: t("cancel"), value: null }].filter(Boolean),
  });
  for (const id of chosen ?? []) await phone.attempt(api.setMember(phone.id, group.id, id, "member"));
}

function titleField(value) {
  return h("input", { type: "text", value, maxlength: LONGEST_TITLE, label: t("group_title"), placeholder: t("group_title"), autocomplete: "off", data: { role: "group-title" } });
}

function named(title, wrong) {
  wrong.textContent = title.value.trim() ? "" : t("title_needed");
  return !wrong.textContent;
}

function options(label, pairs) {
  return h("select", { label: t(label), data: { role: label } }, pairs.map(([value, words]) => h("option", { value }, t(words))));
}

function peoplePicker(people) {
  const rows = people.map((person) => h("label", { class: "pick-person" },
    h("input", { type: "checkbox", value: String(person.id) }), avatar(personName(person), person.id), h("span", {}, personName(person)), person.note && h("small", {}, person.note)));
  const chosen = () => rows.map((row) => row.firstElementChild).filter((box) => box.checked).map((box) => Number(box.value));
  return { rows, chosen, root: h("div", { class: "pick-rows" }, rows) };
}

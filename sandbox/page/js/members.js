// The members of a group, one row each, and what who leads may do with them.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { clock, initials, personName } from "./format.js";
import { leads, manages, rankOf } from "./groups.js";
import { icon } from "./icons.js";
import { menu, sheet } from "./overlay.js";
import { avatar } from "./sender.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const ORDER = ["creator", "administrator", "member", "restricted", "left", "kicked"];
const RIGHTS = {
  group: ["can_change_info", "can_delete_messages", "can_restrict_members", "can_invite_users", "can_pin_messages", "can_manage_topics", "can_promote_members"],
  channel: ["can_change_info", "can_post_messages", "can_edit_messages", "can_delete_messages", "can_invite_users", "can_restrict_members", "can_promote_members"],
};
const MAY = [
  ["can_send_messages"], ["can_send_photos", "can_send_documents", "can_send_videos", "can_send_audios", "can_send_voice_notes", "can_send_video_notes"],
  ["can_send_other_messages", "can_send_polls"], ["can_invite_users"], ["can_pin_messages"],
];
const PERIODS = [0, 3600, 86400, 604800];

export function memberRows(phone, group) {
  const banned = group.ranks.filter((rank) => rank.status === "kicked" && rank.user.id !== store.bot.id).map((rank) => rank.user.id);
  const here = group.members.filter((id) => store.people.has(id));
  const ids = [store.bot.id, ...here, ...(manages(group, phone.id, "can_restrict_members") ? banned : [])];
  const ranked = ids.map((id) => ({ id, rank: rankOf(group, id) }));
  ranked.sort((a, b) => ORDER.indexOf(a.rank.status) - ORDER.indexOf(b.rank.status));
  return ranked.map(({ id, rank }) => memberRow(phone, group, id, rank));
}

function memberRow(phone, group, id, rank) {
  const isBot = id === store.bot.id;
  const name = isBot ? store.bot.first_name : personName(store.people.get(id) ?? rank.user);
  const face = isBot ? h("span", { class: "avatar bot", "aria-hidden": "true" }, initials(name)) : avatar(name, id);
  const items = isBot ? botItems(phone, group, rank) : personItems(phone, group, id, rank);
  return button({
    class: "member", disabled: !items.length, data: { member: String(id) },
    onclick: (event) => {
      const box = event.currentTarget.getBoundingClientRect();
      menu(box.right - 220, box.top + 40, items, name);
    },
  }, face, h("span", { class: "member-words" }, h("strong", {}, name), h("span", { class: "status" }, standing(group, id, rank))),
  leads(rank) && h("span", { class: "member-rank" }, rank.custom_title ?? t(rank.status === "creator" ? "rank_owner" : "rank_admin")));
}

function standing(group, id, rank) {
  if (id !== store.bot.id) {
    const until = rank.until_date ? ` · ${t("until", { time: clock(rank.until_date) })}` : "";
    return ["restricted", "kicked"].includes(rank.status) ? t(`is_${rank.status}`) + until : store.people.get(id)?.note ?? "";
  }
  if (["left", "kicked"].includes(rank.status)) return t(rank.status === "left" ? "bot_out" : "is_kicked");
  return t(leads(rank) || !store.privacy || group.type === "channel" ? "bot_hears_all" : "bot_hears_some");
}

function botItems(phone, group, rank) {
  if (!manages(group, phone.id, "can_promote_members")) return [];
  const become = (status) => phone.attempt(api.setMember(phone.id, group.id, "bot", status));
  const item = (picture, name, status, danger) => ({ icon: picture, text: t(name), role: name, danger, run: () => become(status) });
  const inside = ["member", "administrator"].includes(rank.status);
  return [
    rank.status !== "administrator" && item("star", inside ? "make_admin" : "add_as_admin", "administrator"),
    rank.status !== "member" && group.type !== "channel" && item("user", inside ? "make_member" : "add_as_member", "member"),
    inside && item("leave", "put_out", "left", true),
    rank.status !== "kicked" && item("block", "ban", "kicked", true),
  ].filter(Boolean);
}

function personItems(phone, group, id, rank) {
  if (id === phone.id || rank.status === "creator") return [];
  const promotes = manages(group, phone.id, "can_promote_members");
  const restricts = manages(group, phone.id, "can_restrict_members");
  const become = (status, more) => phone.attempt(api.setMember(phone.id, group.id, id, status, more));
  const item = (picture, name, run, danger) => ({ icon: picture, text: t(name), role: name, danger, run });
  if (rank.status === "kicked") return restricts ? [item("check", "unban", () => become("left"))] : [];
  const admin = rank.status === "administrator";
  return [
    promotes && item("star", admin ? "edit_admin" : "make_admin", () => promote(phone, group, rank, become)),
    promotes && admin && item("user", "make_member", () => become("member")),
    restricts && !admin && group.type !== "channel" && item("lock", "restrict", () => restrict(phone, group, rank, become)),
    restricts && rank.status === "restricted" && item("unlock", "lift", () => become("member")),
    restricts && (!admin || promotes) && item("leave", "put_out", () => become("left"), true),
    restricts && (!admin || promotes) && item("block", "ban", () => become("kicked"), true),
  ].filter(Boolean);
}

async function promote(phone, group, rank, become) {
  const names = RIGHTS[group.type === "channel" ? "channel" : "group"].filter((name) => name !== "can_manage_topics" || group.is_forum);
  const held = (name) => (rank.status === "administrator" ? rank[name] : name !== "can_promote_members");
  const switches = switchesOf(names.map((name) => [name]), held, "right_");
  const title = h("input", { type: "text", value: rank.custom_title ?? "", maxlength: 16, placeholder: t("rank_admin"), data: { role: "custom-title" } });
  const wish = await sheet(phone.layer, {
    title: t("make_admin"), data: { role: "promote" }, body: [switches.rows, h("label", { class: "field-line" }, t("custom_title"), title)],
    actions: [{ text: t("save"), kind: "main", value: () => ({ rights: switches.values(), custom_title: title.value.trim() || undefined }) }, { text: t("cancel"), value: null }],
  });
  if (wish) await become("administrator", wish);
}

async function restrict(phone, group, rank, become) {
  const switches = switchesOf(MAY, (name) => rank.status === "restricted" && rank[name], "");
  const period = h("select", { label: t("restrict_for"), data: { role: "restrict-for" } }, PERIODS.map((seconds) => h("option", { value: String(seconds) }, t(`for_${seconds}`))));
  const wish = await sheet(phone.layer, {
    title: t("restrict"), data: { role: "restrict" }, body: [h("p", { class: "sheet-note" }, t("restrict_hint")), switches.rows, h("label", { class: "line" }, t("restrict_for"), period)],
    actions: [{ text: t("save"), kind: "main", value: () => ({ rights: switches.values(), seconds: Number(period.value) }) }, { text: t("cancel"), value: null }],
  });
  if (!wish) return;
  // The time is the sandbox's own: it may run ahead of the machine's.
  const now = wish.seconds ? (await api.state()).clock.now : 0;
  await become("restricted", { rights: wish.rights, until_date: wish.seconds ? Math.round(now + wish.seconds) : 0 });
}

function switchesOf(groups, held, prefix) {
  const boxes = groups.map((names) => [names, h("input", { type: "checkbox", checked: Boolean(held(names[0])), data: { role: names[0] } })]);
  return {
    rows: h("div", { class: "switches" }, boxes.map(([names, box]) => h("label", { class: "switch" }, box, h("span", {}, t(`${prefix}${names[0]}`))))),
    values: () => Object.fromEntries(boxes.flatMap(([names, box]) => names.map((name) => [name, box.checked]))),
  };
}

/** Who asks to be let in. */
export function requestRows(phone, group) {
  const decide = (id, status) => phone.attempt(api.setMember(phone.id, group.id, id, status));
  return group.requests.map(({ from }) => {
    const name = personName(store.people.get(from.id) ?? from);
    return h("div", { class: "member", data: { request: String(from.id) } }, avatar(name, from.id), h("span", { class: "member-words" }, h("strong", {}, name)),
      button({ class: "chip", data: { role: "accept" }, onclick: () => decide(from.id, "member") }, t("let_in")),
      button({ class: "tool", label: t("turn_away"), title: t("turn_away"), data: { role: "decline" }, onclick: () => decide(from.id, "left") }, icon("close")));
  });
}

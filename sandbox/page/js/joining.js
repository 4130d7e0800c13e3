// The ways into a group and out of it: invitation links, public names, leaving.
import * as api from "./api.js";
import { h } from "./dom.js";
import { readGroups } from "./events.js";
import { memberCount } from "./header.js";
import { sheet } from "./overlay.js";
import { avatar } from "./sender.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const HOSTS = ["t.me", "telegram.me", "telegram.dog"];

/** The group that a link invites to, {group, link}; a link that leads to none of them is null. */
export function inviteOf(address) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
  const [, name, more] = url.pathname.split("/");
  if (!HOSTS.includes(url.hostname) || !name) return null;
  if (name.startsWith("+") || name === "joinchat") {
    const link = name === "joinchat" ? `https://t.me/+${more}` : `https://t.me/${name}`;
    const found = [...store.groups.values()].find((group) => group.links.some((one) => one.invite_link === link && !one.is_revoked));
    return { group: found ?? null, link };
  }
  const group = [...store.groups.values()].find((one) => one.username?.toLowerCase() === name.toLowerCase());
  return group ? { group, link: null } : null;
}

/** Show whom the link invites to, and go in or ask; who is in already just goes there. */
export async function askJoin(phone, { group, link }) {
  if (!group) return phone.toast(t("refused_link_over"), "error");
  if (group.members.includes(phone.id)) return phone.open(group.id);
  const asks = group.links.find((one) => one.invite_link === link)?.creates_join_request;
  const channel = group.type === "channel";
  const sure = await sheet(phone.layer, {
    title: group.title, data: { role: "join" },
    body: h("div", { class: "join-card" }, avatar(group.title, group.id, "large"), h("p", { class: "sheet-note" }, memberCount(group)),
      group.description && h("p", {}, group.description), asks && h("p", { class: "sheet-note" }, t("join_asks"))),
    actions: [{ text: t(asks ? "ask_to_join" : channel ? "join_channel" : "join_group"), value: true, kind: "main" }, { text: t("cancel"), value: false }],
  });
  if (!sure) return undefined;
  const done = await phone.attempt(api.join(phone.id, link ? { link } : { chat_id: group.id }));
  if (done?.asked) return phone.toast(t("has_asked"));
  if (!done) return undefined;
  await readGroups(); // the news of who is in come a moment after the answer
  return phone.open(group.id);
}

export async function leaveGroup(phone) {
  const { group } = phone;
  const channel = group.type === "channel";
  const words = t(channel ? "leave_channel" : "leave_group");
  const sure = await sheet(phone.layer, {
    title: words, data: { role: "leave-sure" }, body: h("p", {}, t("leave_sure", { title: group.title })),
    actions: [{ text: words, value: true, kind: "danger" }, { text: t("cancel"), value: false }],
  });
  if (sure && await phone.attempt(api.leave(phone.id, group.id))) {
    phone.open(phone.id);
    phone.go("chats");
  }
}

// What a group or channel is: its members and links, the bot in it, and for who leads it what can be changed.
import * as api from "./api.js";
import { button, copyText, h, refill } from "./dom.js";
import { manages, may } from "./groups.js";
import { memberCount } from "./header.js";
import { icon } from "./icons.js";
import { leaveGroup } from "./joining.js";
import { memberRows, requestRows } from "./members.js";
import { addMembers, editGroup, openNew } from "./newgroup.js";
import { sheet } from "./overlay.js";
import { avatar } from "./sender.js";
import { emit, on, store } from "./store.js";
import { t } from "./texts.js";

const PERMISSIONS = [
  ["can_send_messages"], ["can_send_photos", "can_send_documents", "can_send_videos", "can_send_audios", "can_send_voice_notes", "can_send_video_notes"],
  ["can_send_other_messages", "can_send_polls"], ["can_invite_users"], ["can_pin_messages"], ["can_manage_topics"], ["can_change_info"],
];

export class GroupPage {
  open = new Set();

  constructor(phone) {
    this.phone = phone;
    this.body = h("div", { class: "group-body" });
    this.title = h("strong", {});
    this.edit = button({ class: "tool", label: t("edit_group"), title: t("edit_group"), data: { role: "edit-group" }, onclick: () => editGroup(phone) }, icon("edit"));
    this.root = h("div", { class: "pane group-pane", hidden: true, data: { pane: "group" } },
      h("header", { class: "chat-header" }, button({ class: "tool back", label: t("back"), title: t("back"), data: { role: "back" }, onclick: () => phone.back() }, icon("left")),
        h("span", { class: "chat-words" }, this.title), this.edit), this.body);
    on("groups", () => !this.root.hidden && this.draw(), phone.leaving.signal);
  }

  focus() {
    this.root.querySelector("[data-role=back]").focus({ preventScroll: true });
  }

  draw() {
    const { phone } = this;
    const { group } = phone;
    if (!group) return;
    const focused = this.body.contains(document.activeElement) && document.activeElement.dataset.role;
    const { scrollTop } = this.body;
    this.title.textContent = t(group.type === "channel" ? "channel_info" : "group_info");
    this.edit.hidden = !manages(group, phone.id, "can_change_info") && !may(group, phone.id, "can_change_info");
    refill(this.body, this.card(group), this.requests(group), this.members(group), this.links(group), this.bot(group), this.settings(group), this.ends(group));
    this.body.scrollTop = scrollTop;
    if (focused) this.body.querySelector(`[data-role="${focused}"]`)?.focus({ preventScroll: true });
  }

  card(group) {
    return h("section", { class: "group-card" }, avatar(group.title, group.id, `large${group.is_forum ? " square" : ""}`), h("h2", {}, group.title), h("span", { class: "status" }, memberCount(group)),
      group.username && h("span", { class: "status" }, `t.me/${group.username}`), group.description && h("p", {}, group.description));
  }

  requests(group) {
    if (!group.requests.length || !may(group, this.phone.id, "can_invite_users")) return null;
    return section(t("join_requests"), requestRows(this.phone, group));
  }

  members(group) {
    const adds = may(group, this.phone.id, "can_invite_users") || manages(group, this.phone.id, "can_invite_users");
    return section(t(group.type === "channel" ? "subscribers_title" : "members_title"),
      adds && line("add", t("add_members"), "add-members", () => addMembers(this.phone)), memberRows(this.phone, group));
  }

  links(group) {
    const { phone } = this;
    const makes = may(group, phone.id, "can_invite_users");
    const links = makes ? group.links.filter((link) => !link.is_revoked) : [];
    if (!makes) return null;
    const make = (ask) => phone.attempt(api.makeLink(phone.id, group.id, ask));
    return section(t("invite_links"),
      links.map((link) => line("link", link.invite_link.replace("https://", ""), "copy-link", () => copyText(link.invite_link).then(() => phone.toast(t("link_copied"))), link.creates_join_request && t("link_asks"))),
      h("div", { class: "chips" }, button({ class: "chip", data: { role: "make-link" }, onclick: () => make(false) }, t("make_link")),
        button({ class: "chip", data: { role: "make-asking-link" }, onclick: () => make(true) }, t("make_asking_link"))));
  }

  /** Privacy is the bot's own, the same in all groups: its owner sets it with BotFather. */
  bot(group) {
    if (group.type === "channel" || !manages(group, this.phone.id, "can_promote_members")) return null;
    const box = h("input", { type: "checkbox", checked: store.privacy, data: { role: "privacy" } });
    box.addEventListener("change", async () => {
      const on = box.checked;
      if (await this.phone.attempt(api.setBot({ privacy: on }))) store.privacy = on;
      emit("groups");
    });
    return section(t("bot_privacy"), h("label", { class: "switch" }, box, h("span", {}, t("privacy_on"))), h("p", { class: "group-note" }, t("privacy_hint")));
  }

  settings(group) {
    if (group.type === "channel" || !manages(group, this.phone.id, "can_restrict_members")) return null;
    const shown = PERMISSIONS.filter(([name]) => name !== "can_manage_topics" || group.is_forum);
    const node = h("details", { class: "group-section", open: this.open.has("settings") }, h("summary", {}, t("members_may")),
      shown.map((names) => this.permission(group, names)), this.kind(group));
    node.addEventListener("toggle", () => this.open[node.open ? "add" : "delete"]("settings"));
    return node;
  }

  permission(group, names) {
    const box = h("input", { type: "checkbox", checked: names.some((name) => group.permissions[name]), data: { role: names[0] } });
    box.addEventListener("change", () => {
      const permissions = { ...group.permissions, ...Object.fromEntries(names.map((name) => [name, box.checked])) };
      this.phone.attempt(api.putGroup({ id: group.id, permissions }));
    });
    return h("label", { class: "switch" }, box, h("span", {}, t(names[0])));
  }

  kind(group) {
    const { phone } = this;
    if (group.type === "group") return line("group", t("make_supergroup"), "migrate", () => this.migrate(group));
    const box = h("input", { type: "checkbox", checked: Boolean(group.is_forum), data: { role: "forum" } });
    box.addEventListener("change", () => phone.attempt(api.putGroup({ id: group.id, forum: box.checked })));
    return h("label", { class: "switch" }, box, h("span", {}, t("with_topics")));
  }

  async migrate(group) {
    const made = await this.phone.attempt(api.migrate(group.id));
    if (made) await openNew(this.phone, made);
  }

  ends(group) {
    const { phone } = this;
    const channel = group.type === "channel";
    return h("section", { class: "group-section" },
      line("leave", t(channel ? "leave_channel" : "leave_group"), "leave-group", () => leaveGroup(phone), null, "danger"),
      manages(group, phone.id, "can_delete_chat") && line("trash", t(channel ? "delete_channel" : "delete_group"), "delete-group", () => this.remove(group), null, "danger"));
  }

  async remove(group) {
    const sure = await sheet(this.phone.layer, {
      title: t(group.type === "channel" ? "delete_channel" : "delete_group"), data: { role: "delete-group-sure" }, body: h("p", {}, t("delete_group_sure", { title: group.title })),
      actions: [{ text: t("delete"), value: true, kind: "danger" }, { text: t("cancel"), value: false }],
    });
    if (sure) await this.phone.attempt(api.removeGroup(group.id));
  }
}

function section(title, ...content) {
  return h("section", { class: "group-section" }, h("h3", {}, title), content);
}

function line(picture, text, role, run, note = null, kind = "") {
  return button({ class: `group-line ${kind}`, data: { role }, onclick: run }, icon(picture), h("span", {}, text), note && h("small", {}, note));
}

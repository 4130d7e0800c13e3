// The topics of a forum: the list, opening a new one, renaming and closing.
import * as api from "./api.js";
import { button, h, refill } from "./dom.js";
import { readGroups } from "./events.js";
import { lastMessage, leadsTopics, may, ownsTopic, threadOf, unreadIn } from "./groups.js";
import { memberCount } from "./header.js";
import { icon } from "./icons.js";
import { menu, sheet } from "./overlay.js";
import { RowList, chatRow, lastLine } from "./rows.js";
import { avatar, topicIcon } from "./sender.js";
import { t } from "./texts.js";

const COLOURS = [7322096, 16766590, 13338331, 9367192, 16749490, 16478047];
const LONGEST = 128;

export class TopicList extends RowList {
  constructor(phone) {
    super(phone);
    this.list.setAttribute("aria-label", t("topics"));
    this.top = h("header", { class: "chat-header" });
    this.pencil = button({ class: "fab", label: t("new_topic"), title: t("new_topic"), data: { role: "new-topic" }, onclick: () => newTopic(phone) }, icon("edit"));
    this.root = h("div", { class: "pane list-pane", hidden: true, data: { pane: "topics" } }, this.top, this.list, this.pencil);
  }

  draw() {
    const { phone } = this;
    const { group } = phone;
    if (!group?.is_forum) return;
    refill(this.top,
      button({ class: "tool back", label: t("to_chats"), title: t("to_chats"), data: { role: "back" }, onclick: () => phone.back() }, icon("left")),
      button({ class: "chat-title", data: { role: "chat-title" }, onclick: () => phone.openGroup() },
        avatar(group.title, group.id, "square"), h("span", { class: "chat-words" }, h("strong", {}, group.title), h("span", { class: "status" }, memberCount(group)))));
    this.pencil.hidden = !may(group, phone.id, "can_manage_topics");
    const general = group.general.hidden ? [] : [group.general];
    const topics = [...group.topics, ...general].map((topic) => ({ topic, last: lastMessage(group.id, threadOf(topic)) }));
    topics.sort((a, b) => (b.last?.message_id ?? 0) - (a.last?.message_id ?? 0));
    this.fill(topics.map(({ topic, last }) => this.row(group, topic, last)));
  }

  row(group, topic, message) {
    const { phone } = this;
    const thread = threadOf(topic);
    return chatRow({
      key: String(thread), face: topicIcon(topic), title: topic.name, mark: topic.closed && "lock", message, line: lastLine(phone, message),
      unread: unreadIn(phone.id, group.id, thread), current: phone.thread === thread, run: () => phone.open(group.id, thread),
      more: (event) => {
        event.preventDefault();
        topicMenu(phone, topic, event.clientX, event.clientY);
      },
    });
  }
}

/** What somebody may do with a topic, as items of a menu. */
export function topicItems(phone, topic) {
  const { group } = phone;
  const thread = threadOf(topic);
  const change = (wish) => phone.attempt(api.topic(phone.id, group.id, { thread, ...wish }));
  if (!ownsTopic(group, phone.id, topic)) return [];
  return [
    { icon: "edit", text: t("rename_topic"), role: "rename-topic", run: () => rename(phone, topic, change) },
    topic.closed
      ? { icon: "unlock", text: t("reopen_topic"), role: "reopen-topic", run: () => change({ closed: false }) }
      : { icon: "lock", text: t("close_topic"), role: "close-topic", run: () => change({ closed: true }) },
    thread && leadsTopics(group, phone.id) && { icon: "trash", text: t("delete_topic"), role: "delete-topic", danger: true, run: () => remove(phone, topic, change) },
  ].filter(Boolean);
}

function topicMenu(phone, topic, x, y) {
  const items = topicItems(phone, topic);
  if (items.length) menu(x, y, items, topic.name);
}

async function rename(phone, topic, change) {
  const name = await askName(phone, t("rename_topic"), topic.name);
  if (name && name !== topic.name) await change({ name });
}

async function remove(phone, topic, change) {
  const sure = await sheet(phone.layer, {
    title: t("delete_topic"), body: h("p", {}, t("delete_topic_sure", { topic: topic.name })),
    actions: [{ text: t("delete"), value: true, kind: "danger" }, { text: t("cancel"), value: false }],
  });
  if (sure) await change({ deleted: true });
}

async function newTopic(phone) {
  const { group } = phone;
  const name = await askName(phone, t("new_topic"), "");
  const colour = COLOURS[group.topics.length % COLOURS.length];
  const topic = name && await phone.attempt(api.topic(phone.id, group.id, { name, icon_color: colour }));
  if (!topic) return;
  await readGroups();
  phone.open(group.id, topic.message_thread_id);
}

function askName(phone, title, value) {
  const input = h("input", { type: "text", value, maxlength: LONGEST, label: t("topic_name"), placeholder: t("topic_name"), data: { role: "topic-name" } });
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const check = () => {
    wrong.textContent = input.value.trim() ? "" : t("name_needed");
    return !wrong.textContent;
  };
  return sheet(phone.layer, {
    title, data: { role: "topic-form" }, body: [input, wrong],
    actions: [{ text: t("save"), kind: "main", check, value: () => input.value.trim() }, { text: t("cancel"), value: null }],
  });
}

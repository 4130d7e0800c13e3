// What Telegram itself says in a chat: who came and went, what it is called, topics, pins.
import { snippet } from "./format.js";
import { isService } from "./groups.js";
import { senderName } from "./sender.js";
import { t } from "./texts.js";

const TOPIC = {
  forum_topic_closed: "topic_was_closed", forum_topic_reopened: "topic_was_reopened",
  general_forum_topic_hidden: "general_was_hidden", general_forum_topic_unhidden: "general_was_shown",
};

/** The sentence of a service message; null if somebody said something. */
export function serviceWords(phone, message) {
  if (message.web_app_data) return t("web_app_sent", { button: message.web_app_data.button_text });
  if (!isService(message)) return null;
  const name = senderName(phone, message);
  const channel = message.chat.type === "channel";
  if (message.pinned_message) return t(channel ? "channel_pinned" : "was_pinned", { name, text: short(snippet(message.pinned_message)) });
  if (message.new_chat_members) return came(phone, name, message);
  if (message.left_chat_member) return went(phone, name, message);
  if (message.new_chat_title) return t(channel ? "channel_renamed" : "was_renamed", { name, title: message.new_chat_title });
  if (message.new_chat_photo) return t(channel ? "channel_pictured" : "was_pictured", { name });
  if (message.delete_chat_photo) return t(channel ? "channel_unpictured" : "was_unpictured", { name });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("was_migrated");
  if (message.forum_topic_created) return t("topic_was_opened", { name, topic: message.forum_topic_created.name });
  if (message.forum_topic_edited) return edited(name, message.forum_topic_edited);
  return t(TOPIC[Object.keys(TOPIC).find((key) => message[key])], { name });
}

function came(phone, name, message) {
  const users = message.new_chat_members;
  if (users.every((user) => user.id === message.from.id)) return t("has_joined", { name });
  return t("was_added", { name, who: users.map((user) => senderName(phone, { from: user })).join(", ") });
}

function went(phone, name, message) {
  const user = message.left_chat_member;
  if (user.id === message.from.id) return t("has_left", { name });
  return t("was_removed", { name, who: senderName(phone, { from: user }) });
}

function edited(name, change) {
  return change.name ? t("topic_was_renamed", { name, topic: change.name }) : t("topic_icon_changed", { name });
}

const short = (text) => (text.length > 42 ? `${text.slice(0, 40).trim()}…` : text);

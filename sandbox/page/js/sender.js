// Who said it: faces and coloured names in groups, the message that is answered, and where a forward comes from.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { renderText } from "./entities.js";
import { initials, personName, snippet } from "./format.js";
import { leads, rankOf } from "./groups.js";
import { icon } from "./icons.js";
import { store } from "./store.js";
import { t } from "./texts.js";

/** In a quote nothing is tapped but the quote itself. */
const QUIET = { command() {}, number() {}, notice() {}, link: (_, event) => event.preventDefault() };

const colourOf = (id) => (store.people.get(id)?.color ?? Math.abs(id)) % 8;

const pictures = new Map();

/** The address of a group's picture; its ids are new each time it is told of, and the first will do. */
function pictureOf(id, size) {
  const photo = store.groups.get(id)?.photo;
  if (!photo) return null;
  const unique = photo[`${size}_file_unique_id`];
  if (!pictures.has(unique)) pictures.set(unique, fileUrl(photo[`${size}_file_id`]));
  return pictures.get(unique);
}

export function avatar(name, id, more = "") {
  const picture = pictureOf(id, more.includes("large") ? "big" : "small");
  if (picture) return h("img", { class: `avatar ${more}`, src: picture, alt: "" });
  return h("span", { class: `avatar colour-${colourOf(id)} ${more}`, "aria-hidden": "true" }, initials(name));
}

/** The bubble of a topic in its colour; General has its sign. */
export function topicIcon(topic) {
  if (!topic.message_thread_id) return h("span", { class: "topic-icon general", "aria-hidden": "true" }, "#");
  const colour = `#${topic.icon_color.toString(16).padStart(6, "0")}`;
  return h("span", { class: "topic-icon", style: { "--topic": colour }, "aria-hidden": "true" }, icon("topic", "topic-shape"), h("span", {}, initials(topic.name).slice(0, 1)));
}

const userName = (user) => (user.id === store.bot.id ? store.bot.first_name : personName(store.people.get(user.id) ?? user));

/** A chat that is spoken for goes before the person or the bot that Telegram puts in its place. */
export const speaker = (message) => message.sender_chat?.id ?? message.from?.id;

export function senderName(phone, message) {
  if (message.sender_chat) return message.sender_chat.title;
  return message.from ? userName(message.from) : store.bot.first_name;
}

/** In groups others stand with their face beside the last bubble of a run and their name over the first. */
export function showSender(phone, row, message) {
  const { group } = phone;
  if (!group || group.type === "channel" || message.out) return;
  const name = senderName(phone, message);
  const id = speaker(message);
  const face = id === store.bot.id ? h("span", { class: "avatar bot", "aria-hidden": "true" }, initials(name)) : avatar(name, id);
  row.classList.add("faced");
  row.prepend(face);
  const rank = rankOf(group, id);
  const title = leads(rank) && (rank.custom_title ?? t(rank.status === "creator" ? "rank_owner" : "rank_admin"));
  row.querySelector(".bubble").prepend(h("div", { class: "sender" },
    h("span", { class: `sender-name ${id === store.bot.id ? "name-bot" : `name-${colourOf(id)}`}` }, name),
    title && h("span", { class: "sender-rank" }, title)));
}

export function originName(origin) {
  return origin.sender_user ? userName(origin.sender_user)
    : origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? t("hidden_sender");
}

/** What a message answers, here or in another chat. In a topic everything answers its beginning, which is not shown. */
export function answered(phone, message) {
  const { reply_to_message: source, external_reply: far } = message;
  if (far) return h("div", { class: "quote" }, h("span", { class: "quote-name" }, originName(far.origin)), quoted(message, far));
  if (!source || source.forum_topic_created) return null;
  return button({ class: "quote", onclick: () => phone.chat.flash(source.message_id) },
    h("span", { class: "quote-name" }, senderName(phone, source)), quoted(message, source));
}

/** The quoted words with their marks, or a line that stands for the whole message. */
function quoted(message, source) {
  if (!message.quote) return h("span", { class: "quote-text" }, snippet(source));
  return h("span", { class: "quote-text whole" }, renderText(message.quote.text, message.quote.entities, QUIET));
}

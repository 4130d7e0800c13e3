// One row of a chat: a bubble (or an album's bubbles in one) with its inline keyboard.
import { h } from "./dom.js";
import { renderText } from "./entities.js";
import { clock, personName, snippet } from "./format.js";
import { icon, ticks } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { liveControls, liveState } from "./live.js";
import { albumGrid, audio, contactCard, documentCard, photo, placeCard, pollCard, video } from "./media.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const SERVICE = { pinned_message: "pinned", new_chat_members: "kind_message", web_app_data: "mini_app" };

export function renderRow(phone, messages) {
  const first = messages[0];
  const service = Object.keys(SERVICE).find((name) => first[name]);
  const row = h("div", { class: `row ${first.out ? "out" : "in"}` });
  if (service) {
    row.className = "row service";
    row.append(h("span", { class: "pill", data: { messageId: first.message_id } }, t(SERVICE[service])));
    return row;
  }
  row.append(h("div", { class: "stack" }, bubble(phone, messages), inlineKeyboard(phone, first)));
  return row;
}

function bubble(phone, messages) {
  const first = messages[0];
  const captioned = messages.find((message) => message.caption) ?? first;
  const text = captioned.text ?? captioned.caption ?? "";
  const visual = Boolean(first.photo || first.video || first.animation);
  const node = h("div", { class: "bubble", tabindex: "-1", role: "article" });
  if (messages.length === 1) node.dataset.messageId = first.message_id;
  node.dataset.first = first.message_id;
  if (first.has_protected_content) node.classList.add("protected");
  if (visual) node.classList.add("visual");
  node.append(...[forwarded(first), quote(phone, first)].filter(Boolean));
  const media = content(phone, messages);
  if (media) node.append(media);
  if (text) {
    const entities = captioned.text === undefined ? captioned.caption_entities : captioned.entities;
    const words = h("div", { class: `text${jumbo(text, entities)}`, dir: "auto" }, renderText(text, entities, phone.act));
    words.append(meta(messages));
    node.append(words);
    if (captioned.show_caption_above_media && media) media.before(words);
  } else {
    node.append(meta(messages));
    node.classList.add("bare");
  }
  return node;
}

function content(phone, messages) {
  const [first] = messages;
  if (messages.length > 1 && first.document) {
    return h("div", { class: "files" }, messages.map((message) =>
      h("div", { data: { messageId: message.message_id } }, documentCard(message))));
  }
  if (messages.length > 1) return albumGrid(phone, messages);
  if (first.photo) return photo(phone, first);
  const moving = first.video ?? first.animation ?? first.video_note;
  if (moving) return video(moving);
  if (first.voice ?? first.audio) return audio(first.voice ?? first.audio);
  if (first.document) return documentCard(first);
  if (first.contact) return contactCard(phone, first.contact);
  if (first.venue) return placeCard(first.venue.location, first.venue);
  if (first.location) return location(phone, first);
  if (first.poll) return pollCard(first.poll);
  if (first.dice) return h("div", { class: "jumbo" }, `${first.dice.emoji} ${first.dice.value}`);
  if (first.sticker) return h("div", { class: "jumbo" }, first.sticker.emoji ?? "🖼");
  if (first.text || first.caption) return null;
  return h("em", { class: "unsupported" }, t("unsupported"));
}

function location(phone, message) {
  if (!message.location.live_period) return placeCard(message.location);
  const card = placeCard(message.location, { title: t("live_location"), address: liveState(message), live: true });
  if (message.out) card.append(liveControls(phone, message) ?? "");
  return card;
}

function jumbo(text, entities) {
  const emoji = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u;
  return !entities?.length && emoji.test(text) ? " jumbo" : "";
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user ? personName(origin.sender_user)
    : origin.sender_user_name ?? origin.chat?.title ?? origin.sender_chat?.title ?? t("hidden_sender");
  return h("div", { class: "forwarded" }, t("forwarded", { name }));
}

export function senderName(phone, message) {
  return message.out || message.from?.id === phone.id ? personName(phone.person) : store.bot.first_name;
}

function quote(phone, message) {
  const source = message.reply_to_message;
  if (!source) return null;
  const out = source.from?.id === phone.id;
  return h("button", { type: "button", class: "quote", onclick: () => phone.chat.flash(source.message_id) },
    h("span", { class: "quote-name" }, senderName(phone, { ...source, out })),
    h("span", { class: "quote-text" }, message.quote?.text ?? snippet(source)));
}

function meta(messages) {
  const last = messages.at(-1);
  const edited = messages.some((message) => message.edit_date && !message.location?.live_period);
  return h("span", { class: "meta" },
    edited && h("span", { class: "edited" }, t("edited")),
    h("time", { datetime: new Date(last.date * 1000).toISOString(), title: new Date(last.date * 1000).toLocaleString() }, clock(last.date)),
    last.out && h("span", { class: "delivered", title: t("sent") }, ticks()),
    last.has_protected_content && icon("lock", "icon meta-lock"));
}

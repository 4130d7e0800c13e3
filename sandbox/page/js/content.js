// What stands in a bubble beside its text.
import { albumGrid, picture, sticker } from "./media.js";
import { contactCard, documentCard, placeCard } from "./cards.js";
import { diceFace } from "./dice.js";
import { h } from "./dom.js";
import { renderText } from "./entities.js";
import { liveControls, liveState, over, wasLive } from "./live.js";
import { roundVideo, soundCard } from "./players.js";
import { pollCard } from "./poll.js";
import { t } from "./texts.js";

/** The media of one message or an album; null where there is only text. */
export function content(phone, messages) {
  const [first] = messages;
  if (messages.length > 1) return first.photo ?? first.video ? albumGrid(phone, messages) : fileList(phone, messages);
  if (first.photo ?? first.video ?? first.animation) return picture(phone, first);
  if (first.video_note) return roundVideo(first);
  if (first.voice ?? first.audio) return soundCard(phone, first);
  if (first.document) return documentCard(first);
  if (first.sticker) return sticker(first.sticker);
  if (first.contact) return contactCard(phone, first.contact);
  if (first.venue) return placeCard(first.venue.location, first.venue);
  if (first.location) return place(phone, first);
  if (first.poll) return pollCard(phone, first);
  if (first.dice) return diceFace(first.dice);
  if (first.text || first.caption) return null;
  return h("em", { class: "unsupported" }, t("unsupported"));
}

/** Pictures fill their bubble to the edge. */
export function isVisual(message) {
  return Boolean(message.photo ?? message.video ?? message.animation);
}

/** Stickers, dice and round videos stand on the wallpaper, without a bubble around them. */
export function isFloating(message) {
  return Boolean(message.sticker ?? message.dice ?? message.video_note);
}

/** The one caption that speaks for all: in an album of pictures none does when several have their own. */
export function captionOf(messages) {
  const said = messages.filter((message) => message.text ?? message.caption);
  const alone = messages.length === 1 || isVisual(messages[0]);
  return alone && said.length === 1 ? said[0] : null;
}

/** Files and music below each other, each with the caption of its own. */
function fileList(phone, messages) {
  return h("div", { class: "files", data: { role: "files" } }, messages.map((message) =>
    h("div", { data: { messageId: message.message_id } }, message.audio ? soundCard(phone, message) : documentCard(message),
      message.caption && h("div", { class: "text", dir: "auto" }, renderText(message.caption, message.caption_entities, phone.act)))));
}

function place(phone, message) {
  const live = wasLive(message) ? { title: t("live_location"), address: liveState(message), live: !over(message) } : {};
  const card = placeCard(message.location, live);
  if (message.out && wasLive(message)) card.append(liveControls(phone, message) ?? "");
  return card;
}

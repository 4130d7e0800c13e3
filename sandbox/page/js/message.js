// One row of a chat: a bubble (or an album's bubbles in one) with its inline keyboard.
import { captionOf, content, isFloating, isVisual } from "./content.js";
import { button, h } from "./dom.js";
import { renderText } from "./entities.js";
import { clock } from "./format.js";
import { icon, ticks } from "./icons.js";
import { inlineKeyboard } from "./keyboard.js";
import { reactionChips } from "./reactions.js";
import { answered, originName, showSender } from "./sender.js";
import { serviceWords } from "./service.js";
import { t } from "./texts.js";


export function renderRow(phone, messages) {
  const first = messages[0];
  const words = serviceWords(phone, first);
  const row = h("div", { class: `row ${first.out ? "out" : "in"}` });
  if (words) {
    row.className = "row service";
    row.append(h("span", { class: "pill", data: { messageId: first.message_id } }, words));
    return row;
  }
  row.append(h("div", { class: "stack" }, bubble(phone, messages), inlineKeyboard(phone, first)));
  showSender(phone, row, first);
  return row;
}

function bubble(phone, messages) {
  const first = messages[0];
  const captioned = captionOf(messages);
  const text = captioned?.text ?? captioned?.caption ?? "";
  const node = h("div", { class: "bubble", tabindex: "-1", role: "article" });
  if (messages.length === 1) node.dataset.messageId = first.message_id;
  node.dataset.first = first.message_id;
  if (first.has_protected_content) node.classList.add("protected");
  if (isVisual(first)) node.classList.add("visual");
  if (isFloating(first)) node.classList.add("floating");
  node.append(...[forwarded(first), via(phone, first), answered(phone, first)].filter(Boolean));
  const media = content(phone, messages);
  if (media) node.append(media);
  const reactions = reactionChips(phone, messages.find((one) => one.reactions));
  if (text) {
    const entities = captioned.text === undefined ? captioned.caption_entities : captioned.entities;
    const words = h("div", { class: `text${jumbo(text, entities)}`, dir: "auto" }, renderText(text, entities, phone.act));
    const above = captioned.show_caption_above_media && media;
    const last = above ? null : words;
    if (above) media.before(words);
    else node.append(words);
    if (reactions) node.append(reactions);
    (reactions ?? last ?? node).append(meta(messages));
    if (above && !reactions) node.classList.add("bare");
  } else {
    if (reactions) node.append(reactions);
    (reactions ?? node).append(meta(messages));
    if (!reactions) node.classList.add("bare");
  }
  return node;
}

function jumbo(text, entities) {
  const emoji = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u;
  return !entities?.length && emoji.test(text) ? " jumbo" : "";
}

function forwarded(message) {
  return message.forward_origin ? h("div", { class: "forwarded" }, t("forwarded", { name: originName(message.forward_origin) })) : null;
}

function via(phone, message) {
  if (!message.via_bot) return null;
  const name = `@${message.via_bot.username}`;
  return h("div", { class: "via" }, t("via"), " ", button({ class: "link", onclick: () => phone.composer.write(`${name} `) }, name));
}

function meta(messages) {
  const last = messages.at(-1);
  const edited = messages.some((message) => message.edit_date && !message.location);
  return h("span", { class: "meta" },
    edited && h("span", { class: "edited" }, t("edited")),
    h("time", { datetime: new Date(last.date * 1000).toISOString(), title: new Date(last.date * 1000).toLocaleString() }, clock(last.date)),
    last.out && h("span", { class: "delivered", title: t("sent") }, ticks()),
    last.has_protected_content && icon("lock", "icon meta-lock"));
}

// Reactions: those below a message, and the row above its menu to choose from.
import * as api from "./api.js";
import { button, h, refill } from "./dom.js";
import { initials, personName } from "./format.js";
import { icon } from "./icons.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const FIRST = ["👍", "👎", "❤", "🔥", "🥰", "👏"];
const OTHERS = "😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(" ");
const FACES = 3;

/** Some emoji are a letter's shape unless they are told to be coloured. */
const coloured = (emoji) => (/^\p{Emoji_Presentation}/u.test(emoji) ? emoji : `${emoji}\uFE0F`);

const own = (phone, message) => message.reactions?.find((one) => one.by.includes(phone.id))?.emoji;

function toggle(phone, message, emoji) {
  return phone.attempt(api.react(phone.id, message.message_id, own(phone, message) === emoji ? "" : emoji));
}

/** Each reaction with the faces of those whose it is, or how many they are. */
export function reactionChips(phone, message) {
  if (!message?.reactions?.length) return null;
  return h("div", { class: "reactions", data: { role: "reactions" } }, message.reactions.map((one) => {
    const mine = one.by.includes(phone.id);
    const names = one.by.map(nameOf).join(", ");
    return button({ class: `reaction${mine ? " on" : ""}`, label: `${one.emoji} ${names}`, title: names, "aria-pressed": String(mine), data: { react: one.emoji }, onclick: () => toggle(phone, message, one.emoji) },
      h("span", { class: "reaction-emoji" }, coloured(one.emoji)), one.by.length > FACES ? h("span", {}, String(one.by.length)) : one.by.map(face));
  }));
}

const nameOf = (id) => (store.people.has(id) ? personName(store.people.get(id)) : store.bot.first_name);

function face(id) {
  const person = store.people.get(id);
  return h("span", { class: `avatar ${person ? `colour-${person.color % 8}` : "bot"}`, "aria-hidden": "true" }, initials(nameOf(id)).slice(0, 1));
}

/** The row above a message's menu, which opens to all reactions; `close` puts the menu away. */
export function reactionStrip(phone, message, close) {
  const given = own(phone, message);
  const choice = (emoji) => button({ class: `reaction-choice${given === emoji ? " on" : ""}`, label: t("react", { emoji }), "aria-pressed": String(given === emoji), data: { react: emoji }, onclick: () => {
    close();
    toggle(phone, message, emoji);
  } }, coloured(emoji));
  const more = button({ class: "reaction-choice", label: t("more_reactions"), title: t("more_reactions"), data: { role: "more-reactions" }, onclick: () => {
    strip.classList.add("all");
    refill(strip, [...FIRST, ...OTHERS].map(choice));
    strip.children[FIRST.length].focus();
    const box = strip.closest(".menu");
    box.style.top = `${Math.max(8, Math.min(box.offsetTop, innerHeight - box.offsetHeight - 8))}px`;
  } }, icon("down"));
  const strip = h("div", { class: "reaction-strip", role: "group", label: t("reactions") }, FIRST.map(choice), more);
  return strip;
}

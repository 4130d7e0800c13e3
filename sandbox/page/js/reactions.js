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

/** Some emoji are a letter's shape unless they are told to be colourful. */
const colourful = (emoji) => (/^\p{Emoji_Presentation}/u.test(emoji) ? emoji : `${emoji}\uFE0F`);

const own = (phone, message) => message.reactions?.find((one) => one.by.includes(phone.id))?.emoji;

function toggle(phone, message, emoji) {
  return phone.attempt(api.react(phone.id, message, own(phone, message) === emoji ? "" : emoji));
}

export function reactionRow(phone, messages) {
  const message = messages.find((one) => one.reactions?.length);
  if (!message) return null;
  return h("div", { class: "reactions" }, message.reactions.map((one) => {
    const mine = one.by.includes(phone.id);
    return button({ class: `reaction${mine ? " mine" : ""}`, label: t("reaction_of", { emoji: one.emoji, names: one.by.map(nameOf).join(", ") }), "aria-pressed": String(mine), onclick: () => toggle(phone, message, one.emoji) },
      h("span", { class: "reaction-emoji" }, colourful(one.emoji)), one.by.length > FACES ? h("span", {}, String(one.by.length)) : one.by.map(face));
  }));
}

const nameOf = (id) => (store.people.has(id) ? personName(store.people.get(id)) : store.bot.first_name);

function face(id) {
  const person = store.people.get(id);
  return h("span", { class: `avatar ${person ? `colour-${person.color % 8}` : "bot"}`, "aria-hidden": "true" }, initials(nameOf(id)).slice(0, 1));
}

/** The row above a message's menu; `close` puts the menu away. */
export function reactionBar(phone, message, close) {
  const given = own(phone, message);
  const pick = (emoji) => button({ class: `reaction-pick${given === emoji ? " mine" : ""}`, label: t("react", { emoji }), onclick: () => {
    close();
    toggle(phone, message, emoji);
  } }, colourful(emoji));
  const more = button({ class: "reaction-pick", label: t("more_reactions"), data: { role: "more-reactions" }, onclick: () => {
    bar.classList.add("all");
    refill(bar, [...FIRST, ...OTHERS].map(pick));
  } }, icon("down"));
  const bar = h("div", { class: "reaction-bar", data: { role: "reactions" } }, FIRST.map(pick), more);
  return bar;
}

// Keyboards: inline ones below a message, and the one in place of the phone's own.
import { button, copyText, h, openTab, safeUrl } from "./dom.js";
import { chooseChat } from "./forward.js";
import { icon } from "./icons.js";
import { askJoin, inviteOf } from "./joining.js";
import { deepLink, isAppLink } from "./links.js";
import { sheet } from "./overlay.js";
import { store } from "./store.js";
import { t } from "./texts.js";

/** Buttons that ask for what people of the sandbox have no way to give; each has a sentence. */
const ASKED = ["request_users", "request_chat", "request_poll", "request_managed_bot"];
const KINDS_OF = {
  switch_inline_query_current_chat: () => null,
  switch_inline_query: () => ["bots", "groups", "channels"],
  switch_inline_query_chosen_chat: (wish) => ["bots", "groups", "channels"].filter((kind) => wish[`allow_${kind.slice(0, -1)}_chats`]),
};
const SWITCHES = Object.keys(KINDS_OF);
const MARKS = [["url", "arrow"], ["login_url", "arrow"], ["web_app", "window"], ["copy_text", "copy"], ...SWITCHES.map((name) => [name, "forward"])];

export function inlineKeyboard(phone, message) {
  const rows = message.reply_markup?.inline_keyboard?.filter((row) => row.length);
  if (!rows?.length) return null;
  const box = h("div", { class: "inline-keyboard", data: { role: "inline-keyboard" } });
  for (const row of rows) {
    box.append(h("div", { class: "inline-row" }, row.map((item) => inlineButton(phone, message, item))));
  }
  return box;
}

function inlineButton(phone, message, item) {
  const mark = MARKS.find(([field]) => item[field] !== undefined)?.[1];
  const node = button(
    { class: `inline-button ${style(item)}`, title: item.text, disabled: Boolean(item.disabled) },
    h("span", { class: "button-text" }, item.text),
    mark && icon(mark, "icon button-mark"),
  );
  node.addEventListener("click", () => pressInline(phone, message, item, node));
  return node;
}

function style(item) {
  return ["primary", "success", "danger"].includes(item.style) ? item.style : "";
}

function pressInline(phone, message, item, node) {
  if (item.url) return openLink(phone, item.url);
  if (item.login_url) return logIn(phone, item.login_url.url);
  if (item.web_app) return phone.openMiniApp({ chat_id: message.chat.id, message_id: message.message_id, label: item.text });
  if (item.copy_text) return copyText(item.copy_text.text).then(() => phone.toast(t("copied")));
  if (item.callback_data !== undefined) return phone.press(message, item.callback_data, node);
  const switched = SWITCHES.find((name) => item[name] !== undefined);
  if (switched) return switchInline(phone, item[switched].query ?? item[switched], KINDS_OF[switched](item[switched]));
  return phone.toast(t("button_unsupported"));
}

/** The bot's name and a text in the input: of this chat, or of one that is chosen among these kinds. */
export async function switchInline(phone, text, kinds) {
  if (kinds) {
    const target = await chooseChat(phone, t("inline_where"), kinds);
    if (!target) return;
    phone.open(target.chat, target.thread);
  }
  phone.composer.write(`@${store.bot.username} ${text}`);
}

/** Telegram would add who it is; the sandbox signs nobody in, and says so. */
async function logIn(phone, address) {
  const sure = await sheet(phone.layer, {
    title: t("login_title"), data: { role: "login" }, body: h("p", {}, t("login_text", { site: safeUrl(address)?.host ?? address, name: phone.name })),
    actions: [{ text: t("open"), value: true, kind: "main" }, { text: t("cancel"), value: false }],
  });
  if (sure) openTab(address);
}

/** A link to the bot or into a group acts in this phone, any other opens a tab. */
export function openLink(phone, address) {
  const payload = deepLink(address, store.bot.username);
  const invite = inviteOf(address);
  if (isAppLink(address, store.bot.username)) phone.toast(t("app_link"));
  else if (invite) askJoin(phone, invite);
  else if (payload === null) openTab(address);
  else phone.deepLink(payload);
}

/** The panel for a reply keyboard, or null if the chat has none. */
export function replyKeyboard(phone, markup) {
  if (!markup?.keyboard?.length) return null;
  const compact = markup.resize_keyboard ? " compact" : "";
  return h("div", { class: `reply-keyboard${compact}`, role: "group", label: t("bot_keyboard"), data: { role: "reply-keyboard" } },
    markup.keyboard.map((row) => h("div", { class: "reply-row" }, row.map((item) => replyButton(phone, markup, item)))),
  );
}

function replyButton(phone, markup, item) {
  const key = typeof item === "string" ? { text: item } : item;
  const mark = key.request_contact ? "user" : key.request_location ? "pin" : key.web_app ? "window" : null;
  return button(
    { class: `reply-button ${style(key)}`, title: key.text, onclick: () => pressReply(phone, markup, key) },
    h("span", { class: "button-text" }, key.text),
    mark && icon(mark, "icon button-mark"),
  );
}

async function pressReply(phone, markup, key) {
  const sent = await sendReply(phone, key);
  if (sent && markup.one_time_keyboard) phone.composer.hideKeyboard();
}

function sendReply(phone, key) {
  if (key.request_contact) return phone.shareContact();
  if (key.request_location) return phone.pickPlace();
  if (key.web_app) return phone.openMiniApp({ label: key.text });
  const asked = ASKED.find((name) => key[name]);
  if (asked) return phone.toast(t(asked));
  // In a group the press answers the keyboard's message, so that a bot with privacy on hears it.
  return phone.say(key.text, phone.group && phone.around().keyboard_from);
}

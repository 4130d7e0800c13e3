// Keyboards: inline ones below a message, and the one in place of the phone's own.
import { button, copyText, h, openTab } from "./dom.js";
import { icon } from "./icons.js";
import { deepLink } from "./links.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const MARKS = [["url", "arrow"], ["login_url", "arrow"], ["web_app", "window"], ["copy_text", "copy"]];

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
  const mark = MARKS.find(([field]) => item[field])?.[1];
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
  const address = item.url ?? item.login_url?.url;
  if (address) return openLink(phone, address);
  if (item.web_app) return phone.openMiniApp(item.web_app.url);
  if (item.copy_text) return copyText(item.copy_text.text).then(() => phone.toast(t("copied")));
  if (item.callback_data !== undefined) return phone.press(message, item.callback_data, node);
  if (item.switch_inline_query_current_chat !== undefined) {
    return phone.composer.write(`@${store.bot.username} ${item.switch_inline_query_current_chat}`);
  }
  return phone.toast(t("button_unsupported"));
}

/** A link to the bot itself acts in this phone, any other opens a tab. */
export function openLink(phone, address) {
  const payload = deepLink(address, store.bot.username);
  if (payload === null) openTab(address);
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
  if (key.web_app) return phone.openMiniApp(key.web_app.url);
  if (key.request_users || key.request_chat || key.request_poll) return phone.toast(t("button_unsupported"));
  return phone.say(key.text);
}

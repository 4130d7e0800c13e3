// The bottom of a phone: input, attachments, the bot's keyboard, or Start and Unblock in their place.
import * as api from "./api.js";
import { Attach } from "./attach.js";
import { isDice } from "./dice.js";
import { button, h, refill } from "./dom.js";
import { snippet } from "./format.js";
import { maySend } from "./groups.js";
import { icon } from "./icons.js";
import { Inline } from "./inline.js";
import { replyKeyboard } from "./keyboard.js";
import { sendParcel } from "./parcel.js";
import { senderName } from "./sender.js";
import { store } from "./store.js";
import { Commands, emojiPanel } from "./suggest.js";
import { t } from "./texts.js";

export class Composer {
  reply = null;
  quote = null;
  editing = null;
  keyboardHidden = false;
  keyboardFace = "null";

  constructor(phone) {
    this.phone = phone;
    this.draft = [phone.id, phone.chatId, phone.thread].join(":");
    this.attach = new Attach(phone, () => this.refresh());
    this.commands = new Commands((command, fill) => this.command(command, fill));
    this.inline = new Inline(phone, () => this.write(""));
    this.emoji = emojiPanel((one) => this.insert(one));
    this.input = h("textarea", { rows: 1, data: { role: "input" }, label: t("message"), autocomplete: "off", value: store.drafts.get(this.draft) ?? "" });
    this.menuButton = button({ class: "menu-button", data: { role: "menu" }, label: t("menu"), onclick: () => this.openMenu() }, icon("menu"), h("span", {}, t("menu")));
    this.keyboardButton = button({ class: "tool", data: { role: "toggle-keyboard" }, onclick: () => this.toggleKeyboard() }, icon("keyboard"));
    this.emojiButton = button({ class: "tool", label: t("emoji"), title: t("emoji"), "aria-expanded": "false", onclick: () => this.toggleEmoji() }, icon("smile"));
    this.sendButton = button({ class: "send", label: t("send"), title: t("send"), data: { role: "send" }, onclick: () => this.send() }, icon("send"));
    this.context = h("div", { class: "context", hidden: true });
    this.keyboard = h("div", { class: "keyboard-place" });
    this.bar = h("div", { class: "bar" }, this.menuButton,
      h("div", { class: "field" }, this.input, this.keyboardButton, this.emojiButton, this.attach.button), this.sendButton);
    this.instead = button({ class: "instead", data: { role: "start" } });
    this.silence = h("p", { class: "silence", hidden: true, data: { role: "silence" } });
    this.root = h("div", { class: "composer" }, this.commands.root, this.inline.root, this.context, this.attach.strip, this.bar, this.instead, this.silence, this.emoji, this.keyboard, this.attach.nodes);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => this.pasted(event));
    this.refresh();
  }

  refresh() {
    const { person, group } = this.phone;
    const chat = this.phone.around();
    const silence = this.phone.silence();
    const idle = silence !== null || (!group && (!person.started || person.blocked));
    this.bar.hidden = idle;
    this.instead.hidden = !idle || Boolean(group);
    this.silence.hidden = silence === null;
    this.silence.textContent = silence ? t(silence) : "";
    this.instead.textContent = person.blocked ? t("unblock") : t("start");
    this.instead.dataset.role = person.blocked ? "unblock" : "start";
    this.instead.onclick = () => (person.blocked ? this.phone.unblock() : this.phone.say("/start"));
    const app = !group && chat.menu_button?.type === "web_app";
    this.menuButton.hidden = group?.type === "channel" || (!chat.commands?.length && !app);
    this.menuButton.classList.toggle("slim", Boolean(group));
    this.menuButton.lastChild.textContent = app ? chat.menu_button.text : t("menu");
    this.input.readOnly = Boolean(group) && !maySend(group, person.id, "can_send_messages");
    this.sendButton.disabled = !this.input.value.trim() && !this.attach.files.length;
    this.placeholder(chat);
    this.showKeyboard(chat, idle);
    this.grow();
  }

  placeholder(chat) {
    if (this.input.readOnly) {
      this.input.placeholder = t("no_text_here");
      return;
    }
    const own = this.attach.captioned ? t("caption") : chat.input_placeholder ?? chat.keyboard?.input_field_placeholder;
    this.input.placeholder = own || t(this.phone.group?.type === "channel" ? "post" : "message");
  }

  showKeyboard(chat, idle) {
    const face = JSON.stringify(chat.keyboard ?? null);
    if (face !== this.keyboardFace) {
      this.keyboardFace = face;
      this.keyboardHidden = false;
      refill(this.keyboard, replyKeyboard(this.phone, chat.keyboard));
      if (chat.keyboard?.force_reply) this.answerLast(chat);
    }
    const present = this.keyboard.childElementCount > 0 && !idle;
    this.keyboard.hidden = !present || this.keyboardHidden;
    this.keyboardButton.hidden = !present;
    const label = this.keyboardHidden ? t("show_keyboard") : t("hide_keyboard");
    this.keyboardButton.setAttribute("aria-label", label);
    this.keyboardButton.title = label;
    this.keyboardButton.classList.toggle("on", !this.keyboardHidden);
  }

  /** "Force reply": the bot's message is answered unless the person turns away, or did answer before. */
  answerLast(chat) {
    const messages = this.phone.messages();
    const asked = messages.find((one) => one.message_id === chat.keyboard_from) ?? messages.filter((one) => !one.out).at(-1);
    if (asked && !messages.some((one) => one.out && one.message_id > asked.message_id)) this.answer(asked);
  }

  hideKeyboard() {
    this.keyboardHidden = true;
    this.refresh();
  }

  toggleKeyboard() {
    this.keyboardHidden = !this.keyboardHidden;
    this.refresh();
  }

  toggleEmoji() {
    this.emoji.hidden = !this.emoji.hidden;
    this.emojiButton.setAttribute("aria-expanded", String(!this.emoji.hidden));
  }

  openMenu() {
    const chat = this.phone.around();
    if (!this.phone.group && chat.menu_button?.type === "web_app") this.phone.openMiniApp({ menu: true });
    else this.commands.toggle(chat.commands ?? []);
  }

  command(command, fill) {
    this.commands.hide();
    const whole = this.phone.group ? `/${command}@${store.bot.username}` : `/${command}`;
    if (fill) return this.write(`${whole} `);
    this.write("");
    this.phone.say(whole);
    return undefined;
  }

  typed() {
    store.drafts.set(this.draft, this.input.value);
    this.inline.typed(this.editing ? "" : this.input.value);
    this.commands.filter(this.input.value, this.phone.around().commands ?? []);
    this.refresh();
  }

  /** As high as its text, up to six lines. */
  grow() {
    this.input.style.height = "auto";
    if (this.input.value) this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  write(text) {
    this.input.value = text;
    this.typed();
    this.input.focus({ preventScroll: true });
  }

  insert(text) {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, "end");
    this.write(this.input.value);
  }

  key(event) {
    if (this.commands.key(event) || this.inline.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && (this.reply || this.editing)) {
      event.stopPropagation();
      this.leave();
    } else if (event.key === "ArrowUp" && !this.input.value && !this.editing) {
      const own = this.phone.messages().filter((one) => one.out && (one.text ?? one.caption) && !one.forward_origin).at(-1);
      if (own) {
        event.preventDefault();
        this.edit(own);
      }
    }
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.attach.take(files);
  }

  /** Answer a message, whole or the quoted part of it. */
  answer(message, quote = null) {
    this.editing = null;
    this.reply = message;
    this.quote = quote;
    this.showContext(quote ? "quote" : "reply", t(quote ? "quoting" : "replying", { name: senderName(this.phone, message) }), message);
  }

  edit(message) {
    this.reply = null;
    this.editing = message;
    this.showContext("edit", t("editing"), message);
    this.write(message.text ?? message.caption);
  }

  leave() {
    const wasEditing = Boolean(this.editing);
    this.reply = null;
    this.quote = null;
    this.editing = null;
    this.context.hidden = true;
    if (wasEditing) this.write("");
  }

  showContext(kind, title, message) {
    refill(this.context, icon(kind),
      h("div", { class: "context-words" }, h("strong", {}, title), h("span", {}, (kind === "quote" && this.quote) || snippet(message))),
      button({ class: "tool", label: t("cancel"), onclick: () => this.leave() }, icon("close")));
    this.context.hidden = false;
    this.input.focus({ preventScroll: true });
  }

  /** The input empties at once; if the sandbox refuses, what was there comes back. */
  async send() {
    const text = this.input.value.trim();
    if (!text && !this.attach.files.length) return;
    const before = { text: this.input.value, reply: this.reply, quote: this.quote, editing: this.editing };
    const parcel = this.attach.parcel();
    const work = this.sending(text, parcel);
    this.commands.hide();
    if (before.editing || before.reply) this.leave();
    this.write("");
    if (await this.phone.attempt(work)) return;
    if (before.editing) this.edit(before.editing);
    if (before.reply) this.answer(before.reply, before.quote);
    if (parcel.files.length) this.attach.restore(parcel.files, parcel.as);
    if (!this.input.value && !parcel.begun) this.write(before.text);
  }

  sending(text, parcel) {
    const { id } = this.phone;
    const replyTo = this.reply?.message_id;
    if (this.editing) return api.edit(id, this.editing.message_id, text);
    if (parcel.files.length) return sendParcel(id, parcel, { caption: text, replyTo, place: api.placeOf(id) });
    if (isDice(text) && !replyTo) return api.dice(id, text);
    return api.say(id, text, replyTo, (this.reply && this.quote) || undefined);
  }
}

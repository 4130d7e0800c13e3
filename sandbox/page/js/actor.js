// What a person does by the phone, in the chat that it shows.
import * as api from "./api.js";
import { h } from "./dom.js";
import { personName } from "./format.js";
import { sheet, toast } from "./overlay.js";
import { sendPlace } from "./place.js";
import { changePerson, putMessage, store } from "./store.js";
import { t } from "./texts.js";
import { openApp } from "./webapp.js";

export class Actor {
  constructor(id) {
    this.id = id;
  }

  get person() {
    return store.people.get(this.id);
  }

  get name() {
    return personName(this.person);
  }

  /** The group or channel that is shown; none in the chat with the bot. */
  get group() {
    return store.groups.get(this.chatId);
  }

  toast(text, kind) {
    toast(this.toasts, text, kind);
  }

  /** Wait for the sandbox; a refusal becomes a toast and the result null. */
  async attempt(work) {
    try {
      const result = await work;
      const messages = result?.messages ?? [result];
      for (const message of messages) {
        if (message?.message_id && message.date) putMessage(message.chat.id, message, { fresh: true });
      }
      return result ?? true;
    } catch (error) {
      this.toast(error.message, "error");
      return null;
    }
  }

  /** Write a text; `replyTo` is the message of the keyboard that a button of it was pressed on. */
  say(text, replyTo) {
    return this.attempt(api.say(this.id, text, replyTo));
  }

  deepLink(payload) {
    if (this.chatId !== this.id || this.view !== "chat") this.open(this.id);
    if (payload || !this.person.started) return this.say(payload ? `/start ${payload}` : "/start");
    return this.composer.input.focus();
  }

  block() {
    return this.attempt(api.block(this.id)).then((done) => done && changePerson(this.id, { blocked: true }));
  }

  unblock() {
    return this.attempt(api.unblock(this.id)).then((done) => done && changePerson(this.id, { blocked: false }));
  }

  async shareContact() {
    const sure = await sheet(this.layer, {
      title: t("share_phone_title"), data: { role: "share-contact" },
      body: h("p", {}, this.group ? t("share_phone_group", { phone: this.person.phone ?? "", title: this.group.title }) : t("share_phone_text", { phone: this.person.phone ?? "" })),
      actions: [{ text: t("share"), value: true, kind: "main" }, { text: t("cancel"), value: false }],
    });
    return sure ? this.attempt(api.shareContact(this.id)) : null;
  }

  pickPlace() {
    return sendPlace(this);
  }

  openMiniApp(wish) {
    return openApp(this, wish);
  }

  press(message, data, node) {
    return this.taps.press(message, data, node);
  }
}

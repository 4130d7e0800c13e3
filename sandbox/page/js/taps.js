// Taps on inline buttons: the wait for the bot's answer, and what the answer shows.
import * as api from "./api.js";
import { openLink } from "./keyboard.js";
import { alertSheet } from "./overlay.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const PRESS_MS = 15000;

export class Taps {
  waiting = new Map();
  answered = new Set();

  constructor(phone) {
    this.phone = phone;
  }

  async press(message, data, node) {
    const stop = () => node.classList.remove("waiting");
    node.classList.add("waiting");
    const result = await this.phone.attempt(api.press(this.phone.id, message.message_id, data));
    if (!result) return stop();
    if (result.answered) this.take({ query_id: result.query_id, ...result.answer });
    if (this.answered.has(result.query_id)) return stop();
    this.waiting.set(result.query_id, stop);
    return setTimeout(() => this.giveUp(result.query_id), PRESS_MS);
  }

  giveUp(query) {
    const stop = this.waiting.get(query);
    if (!stop) return;
    this.waiting.delete(query);
    stop();
    this.phone.toast(t("no_answer"), "error");
  }

  take({ query_id: query, text, show_alert: loud, url }) {
    if (this.answered.has(query)) return;
    this.answered.add(query);
    this.waiting.get(query)?.();
    this.waiting.delete(query);
    if (url) openLink(this.phone, url);
    if (text && loud) alertSheet(this.phone.layer, store.bot.first_name, text);
    else if (text) this.phone.toast(text);
  }
}

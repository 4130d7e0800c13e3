// One person's phone: header, chat and composer, and everything the person can do in it.
import * as api from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { button, copyText, debounce, h, refill } from "./dom.js";
import { initials, personName, snippet } from "./format.js";
import { icon } from "./icons.js";
import { openLink } from "./keyboard.js";
import { messageMenu, personMenu } from "./menus.js";
import { alertSheet, sheet, toast } from "./overlay.js";
import { sendPlace } from "./place.js";
import { changePerson, chatOf, on, putMessage, store } from "./store.js";
import { known, t } from "./texts.js";
import { openApp } from "./webapp.js";

const ACTION_MS = 5500;
const PRESS_MS = 15000;
const HOLD_MS = 500;

export class Phone {
  waiting = new Map();
  answered = new Set();
  leaving = new AbortController();
  seen = false;

  constructor(id) {
    this.id = id;
    this.act = {
      command: (command) => this.say(command),
      number: (number) => copyText(number).then(() => this.toast(t("copied_number"))),
      notice: (text) => this.toast(text),
      link: (href, event) => {
        event.preventDefault();
        openLink(this, href);
      },
    };
    this.read = debounce(150, () => this.tellRead());
    this.chat = new Chat(this);
    this.composer = new Composer(this);
    this.layer = h("div", { class: "layer" });
    this.toasts = h("div", { class: "toasts" });
    this.root = this.build();
    this.subscribe();
    this.showPerson();
    this.showChat();
  }

  get person() {
    return store.people.get(this.id);
  }

  get name() {
    return personName(this.person);
  }

  build() {
    this.face = h("span", {});
    this.label = h("span", { class: "person-words" });
    this.status = h("span", { class: "status", data: { role: "status" } });
    this.pinnedBar = button({ class: "pinned", hidden: true, onclick: () => this.chat.flash(this.pinnedId) });
    this.hint = h("div", { class: "start-hint", hidden: true });
    const more = button({ class: "tool", title: t("person_menu", { name: this.name }), label: t("person_menu", { name: this.name }), data: { role: "person-menu" }, onclick: (event) => personMenu(this, event.currentTarget) }, icon("more"));
    const screen = h("div", { class: "screen" },
      h("header", { class: "chat-header" }, h("span", { class: "avatar bot" }, initials(store.bot.first_name)),
        h("span", { class: "chat-words" }, h("strong", {}, store.bot.first_name), this.status)),
      this.pinnedBar, this.chat.root, this.hint, this.composer.root, this.layer, this.toasts,
      h("div", { class: "drop" }, icon("clip"), t("drop_here")));
    const root = h("section", { class: "phone", data: { phone: this.id }, label: t("phone_of", { name: this.name }) },
      h("div", { class: "person" }, this.face, this.label, more), screen);
    this.drops(screen);
    this.presses(this.chat.scroller);
    return root;
  }

  subscribe() {
    const { signal } = this.leaving;
    const { id } = this;
    on(`person:${id}`, () => this.showPerson(), signal);
    on(`chat:${id}`, () => this.showChat(), signal);
    on(`message:${id}`, ({ message, fresh }) => this.arrived(message, fresh), signal);
    on(`deleted:${id}`, (ids) => this.chat.remove(ids), signal);
    on(`answer:${id}`, (answer) => this.takeAnswer(answer), signal);
    on(`action:${id}`, (action) => this.showAction(action), signal);
    document.addEventListener("visibilitychange", () => this.considerRead(), { signal });
  }

  showPerson() {
    const { person } = this;
    if (!person) return;
    this.face.className = `avatar colour-${person.color % 8}`;
    this.face.textContent = initials(this.name);
    refill(this.label, h("strong", {}, this.name),
      h("span", {}, [person.note, person.username && `@${person.username}`, person.language_code].filter(Boolean).join(" · ")));
    this.showStatus();
    this.composer.refresh();
    this.hint.hidden = person.started || this.chat.rows.length > 0;
    refill(this.hint, h("strong", {}, t("what_can")), h("p", {}, t("start_hint")));
    this.considerRead();
  }

  showStatus() {
    if (!this.acting) refill(this.status, this.person.blocked ? t("blocked_note") : t("bot"));
  }

  showChat() {
    this.chat.sync();
    this.showPinned();
    this.showPerson();
  }

  showPinned() {
    const chat = chatOf(this.id);
    this.pinnedId = chat.pinned?.at(-1);
    const message = chat.messages.get(this.pinnedId);
    this.pinnedBar.hidden = !message;
    if (message) refill(this.pinnedBar, h("strong", {}, t("pinned")), h("span", {}, snippet(message)));
  }

  arrived(message, fresh) {
    this.chat.upsert(message, fresh);
    if (fresh && !message.out) this.showAction(null);
    if (message.message_id === this.pinnedId) this.showPinned();
    this.hint.hidden = true;
    this.considerRead();
  }

  showAction(action) {
    clearTimeout(this.acting);
    this.acting = 0;
    if (!action) return this.showStatus();
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    refill(this.status, h("span", { class: "acting" }, dots, known(action) ? t(action) : t("typing")));
    this.acting = setTimeout(() => this.showAction(null), ACTION_MS);
    return undefined;
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
        if (message?.message_id && message.date) putMessage(this.id, message, { fresh: true });
      }
      return result ?? true;
    } catch (error) {
      this.toast(error.message, "error");
      return null;
    }
  }

  say(text) {
    return this.attempt(api.say(this.id, text));
  }

  deepLink(payload) {
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
      body: h("p", {}, t("share_phone_text", { phone: this.person.phone ?? "" })),
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

  async press(message, data, node) {
    const stop = () => node.classList.remove("waiting");
    node.classList.add("waiting");
    const result = await this.attempt(api.press(this.id, message.message_id, data));
    if (!result) return stop();
    if (result.answered) this.takeAnswer({ query_id: result.query_id, ...result.answer });
    if (this.answered.has(result.query_id)) return stop();
    this.waiting.set(result.query_id, stop);
    return setTimeout(() => this.giveUp(result.query_id), PRESS_MS);
  }

  giveUp(query) {
    const stop = this.waiting.get(query);
    if (!stop) return;
    this.waiting.delete(query);
    stop();
    this.toast(t("no_answer"), "error");
  }

  takeAnswer({ query_id: query, text, show_alert: loud, url }) {
    if (this.answered.has(query)) return;
    this.answered.add(query);
    this.waiting.get(query)?.();
    this.waiting.delete(query);
    if (url) openLink(this, url);
    if (text && loud) alertSheet(this.layer, store.bot.first_name, text);
    else if (text) this.toast(text);
  }

  considerRead() {
    if (this.person?.unread && this.seen && this.chat.stick && document.visibilityState === "visible") this.read();
  }

  async tellRead() {
    if (!this.person?.unread || !this.chat.stick || !this.seen) return;
    changePerson(this.id, { unread: 0 });
    await api.read(this.id).catch(() => {});
  }

  openMenu(messageId, x, y) {
    const message = chatOf(this.id).messages.get(messageId);
    if (message) messageMenu(this, message, x, y);
  }

  /** Right click, long press and double click on a bubble. */
  presses(area) {
    const idOf = (target) => {
      const bubble = target.closest?.(".row")?.querySelector(".bubble");
      return bubble && Number(target.closest("[data-message-id]")?.dataset.messageId ?? bubble.dataset.first);
    };
    area.addEventListener("contextmenu", (event) => {
      const id = idOf(event.target);
      if (!id) return;
      event.preventDefault();
      this.openMenu(id, event.clientX, event.clientY);
    });
    let held = 0;
    area.addEventListener("touchstart", (event) => {
      const id = idOf(event.target);
      const { clientX, clientY } = event.touches[0];
      held = setTimeout(() => id && this.openMenu(id, clientX, clientY), HOLD_MS);
    }, { passive: true });
    for (const name of ["touchend", "touchmove", "touchcancel"]) {
      area.addEventListener(name, () => clearTimeout(held), { passive: true });
    }
    area.addEventListener("dblclick", (event) => {
      const id = idOf(event.target);
      if (id && !event.target.closest("button, a, .link")) this.composer.answer(chatOf(this.id).messages.get(id));
    });
  }

  drops(screen) {
    let depth = 0;
    const holds = (event) => [...event.dataTransfer.types].includes("Files");
    const over = (change) => (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + change);
      screen.classList.toggle("dropping", depth > 0);
    };
    screen.addEventListener("dragenter", over(1));
    screen.addEventListener("dragover", over(0));
    screen.addEventListener("dragleave", over(-1));
    screen.addEventListener("drop", (event) => {
      over(-depth)(event);
      if (holds(event)) this.composer.attach.take([...event.dataTransfer.files]);
    });
  }

  close() {
    this.leaving.abort();
    this.app?.end();
    this.chat.close();
    this.root.remove();
  }
}

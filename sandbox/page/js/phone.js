// One person's phone: which chat it shows, and everything the person can do in it.
import { Actor } from "./actor.js";
import * as api from "./api.js";
import { Chat } from "./chat.js";
import { ChatList } from "./chats.js";
import { Composer } from "./composer.js";
import { button, copyText, h, refill } from "./dom.js";
import { initials, personName, snippet } from "./format.js";
import { drops, presses } from "./gestures.js";
import { GroupPage } from "./group.js";
import { inThread, silence, topicOf } from "./groups.js";
import { Header } from "./header.js";
import { icon } from "./icons.js";
import { openLink } from "./keyboard.js";
import { messageMenu, personMenu } from "./menus.js";
import { Reading } from "./reading.js";
import { Selection } from "./selection.js";
import { chatOf, on, putDraft, readView, store } from "./store.js";
import { Taps } from "./taps.js";
import { t } from "./texts.js";
import { TopicList } from "./topics.js";

/** What General is called where the bot says what it does there. */
const GENERAL = 1;

/** Where each person's phone stands, so that a page in another language goes on there. */
const standing = new Map();

export class Phone extends Actor {
  leaving = new AbortController();
  seen = false;
  view = "chat";

  constructor(id) {
    super(id);
    this.act = {
      command: (command) => this.say(this.group && !command.includes("@") ? `${command}@${store.bot.username}` : command),
      number: (number) => copyText(number).then(() => this.toast(t("copied_number"))),
      notice: (text) => this.toast(text),
      link: (href, event) => {
        event.preventDefault();
        openLink(this, href);
      },
    };
    this.reading = new Reading(this);
    this.taps = new Taps(this);
    this.selection = new Selection(this);
    this.layer = h("div", { class: "layer" });
    this.toasts = h("div", { class: "toasts" });
    this.root = this.build();
    this.subscribe();
    const before = standing.get(id);
    this.open(id);
    if (before) this.open(...before);
  }

  build() {
    this.face = h("span", {});
    this.label = h("span", { class: "person-words" });
    this.header = new Header(this);
    this.pinnedBar = button({ class: "pinned", hidden: true, data: { role: "pinned" }, onclick: () => this.chat.flash(this.pinnedId) });
    this.hint = h("div", { class: "start-hint", hidden: true });
    this.place = h("div", { class: "pane chat-pane", data: { pane: "chat" } });
    this.panes = { chats: new ChatList(this), topics: new TopicList(this), group: new GroupPage(this) };
    const more = button({ class: "tool", title: t("person_menu", { name: this.name }), label: t("person_menu", { name: this.name }), data: { role: "person-menu" }, onclick: (event) => personMenu(this, event.currentTarget) }, icon("more"));
    const screen = h("div", { class: "screen" }, this.place, Object.values(this.panes).map((pane) => pane.root), this.layer, this.toasts,
      h("div", { class: "drop" }, icon("clip"), t("drop_here")));
    screen.addEventListener("keydown", (event) => this.key(event));
    drops(this, screen);
    return h("section", { class: "phone", data: { phone: this.id }, label: t("phone_of", { name: this.name }) },
      h("div", { class: "person" }, this.face, this.label, more), screen);
  }

  subscribe() {
    const { signal } = this.leaving;
    on(`person:${this.id}`, () => this.showPerson(), signal);
    on(`answer:${this.id}`, (answer) => this.taps.take(answer), signal);
    on("groups", () => this.groupsChanged(), signal);
  }

  /** Show a chat: the one with the bot, a group, or a topic of one (0 is General). */
  open(chatId, thread = null) {
    this.shut();
    this.chatId = store.groups.has(chatId) || chatId === this.id ? chatId : this.id;
    this.thread = this.group?.is_forum && topicOf(this.group, thread) ? thread : null;
    if (this.group?.is_forum && this.thread === null) return this.go("topics");
    standing.set(this.id, [this.chatId, this.thread]);
    api.standAt(this.id, this.group && { chat_id: this.chatId, thread: this.thread ?? undefined });
    this.pinnedId = undefined;
    this.chat = new Chat(this);
    this.composer = new Composer(this);
    refill(this.place, this.header.root, this.selection.bar, this.pinnedBar, this.chat.root, this.hint, this.composer.root);
    presses(this, this.chat.scroller);
    this.listen();
    if (this.group) readView(this.id, this.chatId).then(() => this.composer.refresh()).catch(() => {});
    this.header.act(null);
    this.go("chat");
    this.showPerson();
    this.showChat();
    return undefined;
  }

  shut() {
    this.selection.leave();
    this.showing?.abort();
    this.chat?.close();
  }

  listen() {
    this.showing = new AbortController();
    const { signal } = this.showing;
    const id = this.chatId;
    on(`chat:${id}`, () => this.chatChanged(), signal);
    on(`message:${id}`, ({ message, fresh }) => this.arrived(message, fresh), signal);
    on(`draft:${id}`, () => this.chat.draft.show(this.around().draft), signal);
    on(`deleted:${id}`, (ids) => this.chat.remove(ids), signal);
    on(`action:${id}`, ({ action, thread }) => this.shows({ message_thread_id: thread === GENERAL ? 0 : thread }) && this.header.act(action), signal);
  }

  /** Which part of the phone is seen: chat, chats, topics or group. */
  go(view) {
    const inside = this.root.contains(document.activeElement);
    this.view = view;
    this.place.hidden = view !== "chat";
    for (const [name, pane] of Object.entries(this.panes)) {
      pane.root.hidden = name !== view;
      if (name === view) pane.draw();
    }
    if (inside) this.focus();
    this.considerRead();
  }

  /** Where keys go: the input or the messages, the row one came from, the way back. A finger wants no keyboard yet. */
  focus() {
    if (this.view !== "chat") this.panes[this.view].focus();
    else if (!this.composer.bar.hidden && matchMedia("(pointer: fine)").matches) this.composer.input.focus({ preventScroll: true });
    else this.chat.scroller.focus({ preventScroll: true });
  }

  /** One step out: from a topic to the topics, from a chat to the chats. */
  back() {
    if (this.view === "group") return this.go(this.cameFrom ?? "chat");
    return this.go(this.view === "chat" && this.group?.is_forum ? "topics" : "chats");
  }

  openGroup() {
    this.cameFrom = this.view;
    this.go("group");
  }

  key(event) {
    if (event.key !== "Escape" || event.defaultPrevented || this.view === "chats") return;
    event.preventDefault();
    if (this.selection.active) this.selection.leave();
    else this.back();
  }

  /** What the chat holds, as this person sees it: one's own on the right. */
  own(message) {
    return this.group ? { ...message, out: message.from?.id === this.id } : message;
  }

  shows(message) {
    return inThread(message, this.thread);
  }

  messages() {
    return [...chatOf(this.chatId).messages.values()].filter((one) => this.shows(one)).map((one) => this.own(one));
  }

  message(id) {
    const found = chatOf(this.chatId).messages.get(id);
    return found && this.own(found);
  }

  /** Commands, keyboard, menu and pins of the chat. */
  around() {
    return { ...chatOf(this.chatId), ...store.views.get(`${this.id}:${this.chatId}`) };
  }

  /** Why nothing can be written here, as the name of a sentence. */
  silence() {
    return this.group ? silence(this.group, this.id, this.thread) : null;
  }

  showPerson() {
    const { person } = this;
    if (!person) return;
    this.face.className = `avatar colour-${person.color % 8}`;
    this.face.textContent = initials(this.name);
    refill(this.label, h("strong", {}, this.name),
      h("span", {}, [person.note, person.username && `@${person.username}`, person.language_code].filter(Boolean).join(" · ")));
    this.header.show();
    this.composer?.refresh();
    this.showHint();
    this.considerRead();
  }

  showHint() {
    const empty = !this.chat?.rows.length;
    this.hint.hidden = !empty || Boolean(this.group || this.person.started);
    refill(this.hint, h("strong", {}, t("what_can")), h("p", {}, chatOf(this.id).description || t("start_hint")));
  }

  async chatChanged() {
    if (this.group) await readView(this.id, this.chatId).catch(() => {});
    if (!this.showing.signal.aborted) this.showChat();
  }

  showChat() {
    this.chat.sync();
    this.chat.draft.show(this.around().draft);
    this.showPinned();
    this.showPerson();
  }

  /** A phone never stays in a chat that its person is no longer in. */
  groupsChanged() {
    const gone = this.chatId !== this.id && !this.group?.members.includes(this.id);
    if (gone && store.groups.get(this.group?.migrated_to)?.members.includes(this.id)) {
      this.open(this.group.migrated_to);
    } else if (gone) {
      const title = this.group?.title ?? this.header.title;
      const away = this.view !== "chats";
      this.open(this.id);
      if (!away) return;
      this.go("chats");
      this.toast(t("out_of_group", { title }));
    } else if (this.group && this.thread === null && this.view === "chat" && this.group.is_forum) {
      this.open(this.chatId);
    } else if (this.thread !== null && !(this.group.is_forum && topicOf(this.group, this.thread))) {
      this.open(this.chatId);
    }
    this.showPerson();
  }

  showPinned() {
    const { pinned, messages } = this.around();
    this.pinnedId = (pinned ?? []).findLast((id) => messages.has(id) && this.shows(messages.get(id)));
    const message = messages.get(this.pinnedId);
    this.pinnedBar.hidden = !message;
    if (message) refill(this.pinnedBar, h("strong", {}, t("pinned")), h("span", {}, snippet(message)));
  }

  arrived(raw, fresh) {
    if (!this.shows(raw)) return;
    const message = this.own(raw);
    this.chat.upsert(message, fresh);
    if (fresh && message.from?.id === store.bot.id) {
      this.header.act(null);
      putDraft(this.chatId, null);
    }
    if (message.message_id === this.pinnedId) this.showPinned();
    this.showHint();
    this.considerRead();
  }

  considerRead() {
    this.reading.consider();
  }

  openMenu(messageId, x, y) {
    const message = this.message(messageId);
    if (message) messageMenu(this, message, x, y);
  }

  close() {
    this.leaving.abort();
    this.app?.end();
    this.shut();
    this.root.remove();
  }
}

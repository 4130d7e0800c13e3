// What a phone has read: what is on the screen, at the end of the chat, in a window that is looked at.
import * as api from "./api.js";
import { debounce } from "./dom.js";
import { forgetUnread, unreadIn } from "./groups.js";
import { changePerson } from "./store.js";

const REST_MS = 150;

export class Reading {
  constructor(phone) {
    this.phone = phone;
    this.soon = debounce(REST_MS, () => this.tell());
    document.addEventListener("visibilitychange", () => this.consider(), { signal: phone.leaving.signal });
  }

  consider() {
    if (this.unread() && this.looking()) this.soon();
  }

  unread() {
    const { id, person, chatId, thread } = this.phone;
    return person && unreadIn(id, chatId, thread);
  }

  looking() {
    const { view, seen, chat } = this.phone;
    return view === "chat" && seen && chat?.stick && document.visibilityState === "visible";
  }

  async tell() {
    if (!this.unread() || !this.looking()) return;
    const { id, group, chatId, thread } = this.phone;
    if (group) forgetUnread(group, id, thread);
    else changePerson(id, { unread: 0 });
    await api.read(id, chatId, thread ?? undefined).catch(() => {});
  }
}

// The list of a phone's chats: the bot's, groups, channels; search, and the way to a new one.
import { button, h } from "./dom.js";
import { initials } from "./format.js";
import { chatsOf, lastMessage, titleOf, unreadIn } from "./groups.js";
import { icon } from "./icons.js";
import { menu } from "./overlay.js";
import { newGroup } from "./newgroup.js";
import { RowList, chatRow, lastLine } from "./rows.js";
import { avatar } from "./sender.js";
import { store } from "./store.js";
import { t } from "./texts.js";

export class ChatList extends RowList {
  constructor(phone) {
    super(phone);
    this.list.setAttribute("aria-label", t("chats"));
    this.search = h("input", { type: "search", class: "chat-search", placeholder: t("search"), label: t("search"), data: { role: "chat-search" }, oninput: () => this.draw() });
    this.search.addEventListener("keydown", (event) => this.searching(event));
    this.pencil = button({ class: "fab", label: t("new_chat"), title: t("new_chat"), data: { role: "new-chat" }, onclick: () => this.choose() }, icon("edit"));
    this.empty = h("p", { class: "hint" }, t("nothing_found"));
    this.root = h("div", { class: "pane list-pane", hidden: true, data: { pane: "chats" } },
      h("header", { class: "list-header" }, this.search), this.list, this.empty, this.pencil);
  }

  draw() {
    const wanted = this.search.value.trim().toLowerCase();
    const chats = chatsOf(this.phone.id).filter((id) => titleOf(id).toLowerCase().includes(wanted));
    this.fill(chats.map((id) => this.row(id)));
    this.empty.hidden = chats.length > 0;
  }

  row(id) {
    const { phone } = this;
    const group = store.groups.get(id);
    const message = lastMessage(id);
    const title = titleOf(id);
    const face = group ? avatar(title, id) : h("span", { class: "avatar bot" }, initials(title));
    if (group?.is_forum) face.classList.add("square");
    return chatRow({
      key: String(id), face, title, message, line: lastLine(phone, message), unread: unreadIn(phone.id, id), current: phone.chatId === id,
      mark: group && { channel: "channel", group: "group", supergroup: "group" }[group.type],
      run: () => phone.open(id),
    });
  }

  searching(event) {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      this.list.firstElementChild?.focus();
    } else if (event.key === "Enter") {
      this.list.firstElementChild?.click();
    } else if (event.key === "Escape" && this.search.value) {
      event.preventDefault();
      this.search.value = "";
      this.draw();
    }
  }

  choose() {
    const box = this.pencil.getBoundingClientRect();
    menu(box.right - 200, box.top - 96, [
      { icon: "group", text: t("new_group"), role: "new-group", run: () => newGroup(this.phone, "supergroup") },
      { icon: "channel", text: t("new_channel"), role: "new-channel", run: () => newGroup(this.phone, "channel") },
    ], t("new_chat"));
  }
}

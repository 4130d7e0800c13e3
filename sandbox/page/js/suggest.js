// Lists that open above the input: the bot's commands and a handful of emoji.
import { button, h, refill } from "./dom.js";
import { t } from "./texts.js";

const EMOJI = [...new Intl.Segmenter().segment("😀😂🙂😉😍🤔😎😢😡👍👎👌🙏👏💪🤝👋🔥✨🎉❤️✅❌⚠️❓❗⏰📅📍🏠🔧🔨🪛🔌💡🚿🚰🧰📷📎📞💬💰💳🧾🚗🚚⭐")].map(({ segment }) => segment);

export class Commands {
  constructor(choose) {
    this.choose = choose;
    this.at = 0;
    this.shown = [];
    this.root = h("div", { class: "commands", role: "listbox", label: t("commands"), hidden: true, data: { role: "commands" } });
  }

  /** Commands that begin with what is typed; anything but one "/word" closes the list. */
  filter(text, commands) {
    const match = /^\/(\w*)$/.exec(text);
    if (match) this.show(commands.filter((one) => one.command.startsWith(match[1].toLowerCase())));
    else this.hide();
  }

  toggle(commands) {
    if (this.root.hidden) this.show(commands, t("no_commands"));
    else this.hide();
  }

  show(commands, empty) {
    this.shown = commands;
    this.at = 0;
    refill(this.root, commands.length ? commands.map((one) => this.item(one)) : h("p", { class: "hint" }, empty ?? ""));
    this.root.hidden = !commands.length && !empty;
    this.mark();
  }

  item(one) {
    return button({ class: "command-item", role: "option", tabindex: "-1", onclick: () => this.choose(one.command) },
      h("span", { class: "command-name" }, `/${one.command}`), h("span", { class: "command-text" }, one.description));
  }

  hide() {
    this.root.hidden = true;
    this.shown = [];
  }

  mark() {
    [...this.root.children].forEach((node, index) => {
      node.classList.toggle("current", index === this.at);
      if (index === this.at) node.scrollIntoView({ block: "nearest" });
    });
  }

  /** True when the key was the list's. */
  key(event) {
    if (this.root.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) {
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      this.mark();
    } else if (event.key === "Escape") {
      this.hide();
    } else if (event.key === "Tab" || event.key === "Enter") {
      if (!this.shown.length) return false;
      this.choose(this.shown[this.at].command, event.key === "Tab");
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }
}

export function emojiPanel(choose) {
  return h("div", { class: "emoji-panel", hidden: true, role: "group", label: t("emoji") },
    EMOJI.map((one) => button({ class: "emoji", label: one, onclick: () => choose(one) }, one)));
}

// A message that the bot is still writing: its words so far at the end of the chat, gone when it is sent or after its time.
import * as api from "./api.js";
import { button, h, refill } from "./dom.js";
import { renderText } from "./entities.js";
import { dots, icon } from "./icons.js";
import { t } from "./texts.js";

export class Draft {
  timer = 0;
  root = h("div", { class: "row in first last draft", hidden: true, data: { role: "draft" } });

  constructor(phone) {
    this.phone = phone;
  }

  show(draft) {
    clearTimeout(this.timer);
    this.root.hidden = !draft;
    refill(this.root, draft && h("div", { class: "stack" }, h("div", { class: "bubble" }, this.words(draft), this.stop(draft))));
    if (draft) this.timer = setTimeout(() => this.show(null), 1000 * draft.until - Date.now());
  }

  words({ text, entities }) {
    return h("div", { class: "text", dir: "auto" }, text ? renderText(text, entities, this.phone.act) : t("thinking"), " ", dots());
  }

  stop(draft) {
    return draft.can_stop && button({ class: "draft-stop", data: { role: "stop-draft" }, onclick: () => this.phone.attempt(api.stopDraft(this.phone.id)) }, icon("close"), t("stop_draft"));
  }
}

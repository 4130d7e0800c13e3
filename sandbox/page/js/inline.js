// Inline mode: what is typed after the bot's name is asked of it, and its results stand above the input.
import * as api from "./api.js";
import { button, debounce, h, refill } from "./dom.js";
import { personName, snippet, span } from "./format.js";
import { store } from "./store.js";
import { t } from "./texts.js";

const PAUSE_MS = 350;
const WAIT_S = 25;
const NEAR = 120;
const GALLERY = new Set(["photo", "gif", "mpeg4_gif", "sticker"]);

export class Inline {
  turn = 0;
  query = null;
  items = [];
  at = -1;

  constructor(phone, done) {
    this.phone = phone;
    this.done = done;
    this.ask = debounce(PAUSE_MS, () => this.first());
    this.root = h("div", { class: "inline-panel", role: "listbox", label: t("inline_results"), hidden: true, data: { role: "inline" } });
    this.root.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** Follows the input: "@bot words" asks, anything else puts the results away. */
  typed(text) {
    const name = `@${store.bot.username} `;
    if (!text.toLowerCase().startsWith(name.toLowerCase())) return this.hide();
    const query = text.slice(name.length).trimStart();
    if (query === this.query) return undefined;
    this.query = query;
    this.turn += 1;
    return this.ask();
  }

  hide() {
    this.turn += 1;
    this.query = null;
    this.items = [];
    this.root.hidden = true;
  }

  async first() {
    if (this.query === null) return;
    if (this.root.hidden) this.say(t("inline_asking"));
    const found = await this.fetch("");
    if (!found) return;
    this.items = [];
    this.at = -1;
    this.root.scrollTop = 0;
    const { results, button: leads } = found.answer;
    this.gallery = results.length > 0 && results.every((one) => GALLERY.has(one.type));
    this.root.classList.toggle("gallery", this.gallery);
    refill(this.root, leads && this.switch(leads), !results.length && !leads && h("p", { class: "hint" }, t("inline_nothing")));
    this.append(found);
    if (!this.gallery && results.length) this.mark(0);
  }

  /** One answer of the bot, or null when it is of no use any more or none came. */
  async fetch(offset) {
    const turn = this.turn;
    this.root.setAttribute("aria-busy", "true");
    try {
      const found = await api.inlineQuery(this.phone.id, this.query, offset, WAIT_S);
      if (turn !== this.turn) return null;
      if (!found.answer && !offset) this.say(t("inline_silent"));
      return found.answer ? found : null;
    } catch (error) {
      if (turn === this.turn) this.refused(error);
      return null;
    } finally {
      if (turn === this.turn) this.root.removeAttribute("aria-busy");
    }
  }

  say(...content) {
    this.items = [];
    this.root.classList.remove("gallery");
    refill(this.root, h("p", { class: "hint" }, content));
    this.root.hidden = false;
  }

  refused(error) {
    const on = error.kind === "inline_off" && button({ class: "chip", data: { role: "inline-on" }, onclick: () => this.turnOn() }, t("inline_on"));
    this.say(error.message, " ", on);
  }

  async turnOn() {
    if (await this.phone.attempt(api.setBot({ inline_mode: true, inline_feedback: true }))) this.first();
  }

  append({ query_id: query, answer }) {
    this.next = answer.next_offset;
    for (const result of answer.results) {
      const at = this.items.length;
      const node = button({ class: "inline-item", role: "option", tabindex: "-1", "aria-selected": "false", title: titleOf(result), onclick: () => this.choose(at) }, this.gallery ? tile(result) : line(result));
      this.items.push({ query, result, node });
      this.root.append(node);
    }
    this.root.hidden = false;
  }

  switch(leads) {
    return button({ class: "inline-switch", data: { role: "inline-switch" }, onclick: () => {
      this.hide();
      this.done();
      if (leads.web_app) this.phone.openMiniApp({ url: leads.web_app.url });
      else this.phone.deepLink(leads.start_parameter);
    } }, leads.text);
  }

  async scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    if (!this.next || scrollHeight - scrollTop - clientHeight > NEAR) return;
    const offset = this.next;
    this.next = null;
    const found = await this.fetch(offset);
    if (found) this.append(found);
  }

  async choose(at) {
    const { query, result } = this.items[at];
    const sent = await this.phone.attempt(api.inlineChoose(this.phone.id, query, result.id));
    if (!sent) return;
    this.hide();
    this.done();
  }

  mark(at) {
    this.items[this.at]?.node.setAttribute("aria-selected", "false");
    this.at = at;
    this.items[at].node.setAttribute("aria-selected", "true");
    this.items[at].node.scrollIntoView({ block: "nearest" });
  }

  /** True when the key was the panel's. */
  key(event) {
    if (this.root.hidden) return false;
    const steps = this.gallery ? { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 } : { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Escape") {
      this.turn += 1;
      this.root.hidden = true;
    } else if (step && this.items.length) {
      this.mark((this.at + step + this.items.length) % this.items.length);
    } else if (event.key === "Enter" && !event.shiftKey && this.at >= 0 && this.items.length) {
      this.choose(this.at);
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}

function titleOf({ title, content }) {
  return title ?? (content.contact ? personName(content.contact) : content.venue?.title ?? snippet(content));
}

function line(result) {
  const title = titleOf(result);
  const file = result.content.video ?? result.content.audio ?? result.content.voice;
  const about = result.description ?? result.content.audio?.performer ?? (file?.duration ? span(file.duration) : "");
  return [thumb(result, title), h("span", { class: "inline-words" }, h("strong", {}, title), h("span", {}, about))];
}

function thumb(result, title) {
  const letter = () => h("span", { class: `inline-thumb letter colour-${title.length % 8}` }, [...title][0]?.toUpperCase() ?? "");
  const source = pictureOf(result);
  if (!source) return letter();
  const node = h("img", { class: "inline-thumb", src: source, alt: "" });
  node.addEventListener("error", () => node.replaceWith(letter()));
  return node;
}

/** A picture of the file itself, or one that lies on this machine: the page asks no other. */
function pictureOf({ content, thumbnail_url: address }) {
  const media = content.video ?? content.animation ?? content.document ?? content.audio;
  const own = content.photo?.at(-1) ?? media?.thumbnail ?? content.sticker;
  if (own) return api.fileUrl(own.file_id);
  if (content.animation?.mime_type === "image/gif") return api.fileUrl(content.animation.file_id);
  return /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(address ?? "") ? address : null;
}

function tile(result) {
  const source = pictureOf(result);
  if (source) return h("img", { src: source, alt: titleOf(result) });
  if (result.content.animation) return h("video", { src: api.fileUrl(result.content.animation.file_id), muted: true, loop: true, autoplay: true, playsInline: true });
  return h("span", {}, titleOf(result));
}

// A Mini App in a frame over the phone, and the host's side of what its script says by postMessage.
import * as api from "./api.js";
import { button, h, openTab } from "./dom.js";
import { icon } from "./icons.js";
import { openLink, switchInline } from "./keyboard.js";
import { menu, sheet } from "./overlay.js";
import { isDark } from "./settings.js";
import { on, store } from "./store.js";
import { t } from "./texts.js";

const ALLOWED = "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads";
const COLOUR = /^#[0-9a-f]{6}$/i;

/** `wish` says what was pressed: {menu: true}, {message_id, chat_id, label}, {label} of the keyboard, or {url} of a link. */
export async function openApp(phone, wish) {
  const app = await phone.attempt(api.openApp(phone.id, { ...wish, dark: isDark() }));
  if (!app) return;
  phone.app?.end();
  phone.app = new MiniApp(phone, app, wish);
}

class MiniApp {
  leaving = new AbortController();
  confirms = false;
  expanded = false;

  constructor(phone, app, wish) {
    Object.assign(this, { phone, app, wish });
    this.before = document.activeElement;
    this.frame = h("iframe", { class: "app-page", title: t("mini_app"), sandbox: ALLOWED, allow: "clipboard-write", src: app.url });
    this.leave = button({ class: "tool", data: { role: "app-leave" }, onclick: () => this.left() });
    this.more = button({ class: "tool", label: t("mini_app_menu"), title: t("mini_app_menu"), onclick: () => this.menu() }, icon("more"));
    this.grow = button({ class: "app-grip", label: t("mini_app_expand"), title: t("mini_app_expand"), onclick: () => this.expand(!this.expanded) });
    this.header = h("header", { class: "app-header" }, this.grow, this.leave, h("span", { class: "app-words" }, h("strong", {}, store.bot.first_name), h("span", {}, t("mini_app"))), this.more);
    this.bottom = { main: bottomButton("main", () => this.tell("main_button_pressed")), secondary: bottomButton("secondary", () => this.tell("secondary_button_pressed")) };
    this.foot = h("footer", { class: "app-foot", data: { at: "left" } }, this.bottom.secondary, this.bottom.main);
    this.card = h("div", { class: "app-card", role: "dialog", label: t("mini_app"), data: { role: "mini-app" } }, this.header, this.frame, this.foot);
    this.root = h("div", { class: "app-veil", onclick: (event) => event.target === this.root && this.asked() }, this.card);
    this.back(false);
    this.listen();
    phone.layer.append(this.root);
    this.leave.focus({ preventScroll: true });
  }

  listen() {
    const { signal } = this.leaving;
    addEventListener("message", (event) => event.source === this.frame.contentWindow && this.hear(event.data), { signal });
    this.card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.left();
    });
    // The message that an app sends by its query is the end of it.
    on(`app:${this.phone.id}`, ({ query_id: id }) => id === this.app.query_id && this.end(), signal);
    this.theme = new MutationObserver(() => this.tellTheme());
    this.theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.size = new ResizeObserver(() => this.tellViewport());
    this.size.observe(this.frame);
  }

  tell(eventType, eventData = {}) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), "*");
  }

  hear(text) {
    let said;
    try {
      said = JSON.parse(text);
    } catch {
      return;
    }
    if (Object.hasOwn(HEARD, said?.eventType)) HEARD[said.eventType](this, said.eventData ?? {});
  }

  tellTheme() {
    this.tell("theme_changed", { theme_params: this.app.themes[isDark() ? "dark" : "light"] });
  }

  tellViewport() {
    const { width, height } = this.frame.getBoundingClientRect();
    this.tell("viewport_changed", { width, height, is_expanded: this.expanded, is_state_stable: true });
  }

  expand(yes) {
    this.expanded = yes;
    this.card.classList.toggle("expanded", yes);
    this.grow.setAttribute("aria-label", yes ? t("mini_app_shrink") : t("mini_app_expand"));
    this.grow.title = this.grow.getAttribute("aria-label");
  }

  back(shown) {
    this.backs = shown;
    this.leave.replaceChildren(icon(shown ? "left" : "close"));
    this.leave.setAttribute("aria-label", shown ? t("back") : t("close"));
    this.leave.title = this.leave.getAttribute("aria-label");
  }

  left() {
    if (this.backs) this.tell("back_button_pressed");
    else this.asked();
  }

  /** Closed by hand: first a question, where the app asked for one. */
  async asked() {
    if (this.confirms) {
      const sure = await sheet(this.phone.layer, {
        title: store.bot.first_name, data: { role: "app-confirm" }, body: h("p", {}, t("mini_app_unsaved")),
        actions: [{ text: t("close_anyway"), value: true, kind: "danger" }, { text: t("cancel"), value: false }],
      });
      if (!sure) return;
    }
    this.end();
  }

  menu() {
    const box = this.more.getBoundingClientRect();
    menu(box.right - 200, box.bottom + 4, [
      this.settings && { icon: "window", text: t("mini_app_settings"), role: "app-settings", run: () => this.tell("settings_button_pressed") },
      { icon: "turn", text: t("mini_app_reload"), run: () => this.reload() },
      { icon: "close", text: t("close"), run: () => this.asked() },
    ].filter(Boolean), t("mini_app_menu"));
  }

  reload() {
    this.frame.replaceWith(this.frame = h("iframe", { class: "app-page", title: t("mini_app"), sandbox: ALLOWED, allow: "clipboard-write", src: this.app.url }));
    this.size.disconnect();
    this.size.observe(this.frame);
  }

  async popup({ id, title, message, buttons }) {
    const words = { ok: t("ok"), close: t("close"), cancel: t("cancel") };
    const pressed = await sheet(this.phone.layer, {
      title: title || store.bot.first_name, role: "alertdialog", data: { role: "app-popup" }, body: h("p", { class: "alert-text" }, message),
      actions: (buttons ?? []).map((one) => ({ text: words[one.type] ?? one.text, value: { id: one.id ?? "" }, kind: one.type === "destructive" ? "danger" : "" })),
    });
    this.tell("popup_closed", pressed ? { id, button_id: pressed.id } : { id });
  }

  async send(data) {
    if (this.app.kind !== "keyboard") return this.phone.toast(t("mini_app_no_data"), "error");
    if (await this.phone.attempt(api.sendAppData(this.phone.id, this.wish.label, data))) this.end();
    return undefined;
  }

  colour(name, { color, color_key: key }) {
    const value = color ?? this.app.themes[isDark() ? "dark" : "light"][key];
    if (COLOUR.test(value)) this.card.style.setProperty(name, value);
    if (name === "--app-header") this.header.classList.toggle("dark-colour", isDeep(value));
  }

  end() {
    this.leaving.abort();
    this.theme.disconnect();
    this.size.disconnect();
    this.root.remove();
    this.phone.app = null;
    if (this.before?.isConnected) this.before.focus({ preventScroll: true });
  }
}

const HEARD = {
  web_app_expand: (app) => app.expand(true),
  web_app_close: (app) => app.end(),
  web_app_data_send: (app, { data }) => app.send(data),
  web_app_open_link: (app, { url }) => openTab(url),
  web_app_open_tg_link: (app, { path_full: path }) => openLink(app.phone, `https://t.me${path}`),
  web_app_switch_inline_query: (app, { query, chat_types: kinds }) => {
    app.end();
    switchInline(app.phone, query, kinds?.length ? kinds : null);
  },
  web_app_open_popup: (app, popup) => app.popup(popup),
  web_app_set_header_color: (app, given) => app.colour("--app-header", given),
  web_app_set_background_color: (app, given) => app.colour("--app-back", given),
  web_app_setup_closing_behavior: (app, { need_confirmation: need }) => {
    app.confirms = Boolean(need);
  },
  web_app_setup_main_button: (app, given) => setUp(app.bottom.main, given),
  web_app_setup_secondary_button: (app, given) => {
    setUp(app.bottom.secondary, given);
    if (given.position) app.foot.dataset.at = given.position;
  },
  web_app_setup_back_button: (app, { is_visible: shown }) => app.back(Boolean(shown)),
  web_app_setup_settings_button: (app, { is_visible: shown }) => {
    app.settings = Boolean(shown);
  },
  web_app_request_theme: (app) => app.tellTheme(),
  web_app_request_viewport: (app) => app.tellViewport(),
};

function bottomButton(role, run) {
  return button({ class: `app-button ${role}`, hidden: true, data: { role: `app-${role}` }, onclick: run });
}

/** What a call leaves out stays as it was; a button without a text isn't shown. */
function setUp(node, { is_visible: shown, is_active: active, is_progress_visible: busy, text, color, text_color: ink }) {
  if (text !== undefined) node.textContent = text;
  if (shown !== undefined) node.hidden = !shown || !node.textContent.trim();
  if (active !== undefined) node.disabled = !active;
  if (busy !== undefined) node.classList.toggle("waiting", Boolean(busy));
  if (COLOUR.test(color)) node.style.setProperty("background", color);
  if (COLOUR.test(ink)) node.style.setProperty("color", ink);
}

function isDeep(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 140;
}

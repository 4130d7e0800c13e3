// The page: the bar, the row of phones, the two drawers.
import { button, h, refill } from "./dom.js";
import { connect } from "./events.js";
import { Faults } from "./faults.js";
import { initials, personName } from "./format.js";
import { unreadOf } from "./groups.js";
import { icon } from "./icons.js";
import { stopAll } from "./live.js";
import { Log } from "./log.js";
import { addPerson } from "./people.js";
import { Phone } from "./phone.js";
import { begin, isDark, switchLanguage, switchTheme } from "./settings.js";
import { on, readListening, store } from "./store.js";
import { t } from "./texts.js";

const LISTENING_MS = 5000;
const narrow = matchMedia("(max-width: 640px)");

class Page {
  phones = new Map();
  chosen = null;
  drawer = null;

  constructor(root) {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.tabs = h("nav", { class: "tabs", label: t("phones") });
    this.wall = h("main", { class: "wall" });
    this.empty = h("div", { class: "no-phones", hidden: true }, h("strong", {}, t("no_phones")), h("p", {}, t("no_phones_hint")));
    this.panels = { calls: new Log(signal), faults: new Faults(signal) };
    this.aside = h("aside", { class: "drawer", hidden: true });
    this.lost = h("div", { class: "lost", role: "alert", hidden: true }, t("reconnecting"));
    this.status = h("span", { class: "listening" });
    this.watch = new IntersectionObserver((entries) => this.seen(entries), { root: this.wall, threshold: 0.4 });
    refill(root, this.bar(), this.lost, h("div", { class: "desk" }, this.wall, this.aside));
    this.wall.append(this.empty);
    on("people", () => this.showPeople(), signal);
    on("person", (person) => this.showTab(person), signal);
    on("listening", () => this.showListening(), signal);
    on("faults", () => this.showFaults(), signal);
    on("connected", () => this.showConnected(), signal);
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    this.showPeople();
    this.showFaults();
    this.showConnected();
  }

  bar() {
    const tool = (name, label, run, role = name) => button({ class: "tool", label, title: label, data: { role }, onclick: run }, icon(name));
    this.callsButton = this.drawerButton("calls", "calls");
    this.faultsButton = this.drawerButton("faults", "bolt");
    return h("header", { class: "top" },
      h("div", { class: "brand" }, h("strong", {}, t("title")), this.status), this.tabs,
      h("div", { class: "tools" }, tool("plus", t("add_phone"), addPerson, "add-person"), this.callsButton, this.faultsButton, themeButton(),
        button({ class: "tool words", label: t("other_language"), title: t("other_language"), data: { role: "language" }, onclick: () => {
          switchLanguage();
          rebuild();
        } }, t("today") === "Today" ? "RU" : "EN")));
  }

  drawerButton(name, picture) {
    return button({ class: "tool", label: t(name), title: t(name), "aria-expanded": "false", data: { role: `open-${name}` }, onclick: () => this.toggle(name) },
      icon(picture), h("span", { class: "badge", hidden: true }));
  }

  toggle(name) {
    this.drawer = this.drawer === name ? null : name;
    this.callsButton.setAttribute("aria-expanded", String(this.drawer === "calls"));
    this.faultsButton.setAttribute("aria-expanded", String(this.drawer === "faults"));
    this.aside.hidden = !this.drawer;
    if (!this.drawer) return;
    this.aside.setAttribute("aria-label", t(this.drawer));
    refill(this.aside, h("header", {}, h("h2", {}, t(this.drawer)),
      button({ class: "tool", label: t("close"), title: t("close"), onclick: () => this.toggle(this.drawer) }, icon("close"))), this.panels[this.drawer].root);
  }

  showPeople() {
    for (const [id, phone] of this.phones) {
      if (store.people.has(id)) continue;
      this.watch.unobserve(phone.root);
      phone.close();
      stopAll(phone);
      this.phones.delete(id);
    }
    for (const id of store.people.keys()) {
      if (this.phones.has(id)) continue;
      const phone = new Phone(id);
      this.phones.set(id, phone);
      this.wall.append(phone.root);
      this.watch.observe(phone.root);
    }
    if (!this.phones.has(this.chosen)) this.chosen = [...this.phones.keys()][0] ?? null;
    this.empty.hidden = this.phones.size > 0;
    refill(this.tabs, [...store.people.values()].map((person) => this.tab(person)));
    this.showChosen();
  }

  tab(person) {
    const name = personName(person);
    return button({ class: "tab", title: name, data: { tab: person.id }, onclick: () => this.choose(person.id) },
      h("span", { class: `avatar colour-${person.color % 8}` }, initials(name)),
      h("span", { class: "tab-words" }, h("span", {}, person.first_name), person.note && h("small", {}, person.note)),
      h("span", { class: "badge", hidden: !unreadOf(person.id) }, String(unreadOf(person.id))));
  }

  showTab(person) {
    const tab = this.tabs.querySelector(`[data-tab="${person.id}"]`);
    if (!tab) return;
    const badge = tab.querySelector(".badge");
    const unread = unreadOf(person.id);
    badge.hidden = !unread;
    badge.textContent = String(unread);
  }

  choose(id) {
    this.chosen = id;
    this.showChosen();
    const phone = this.phones.get(id);
    phone.root.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
    if (!narrow.matches) phone.focus();
  }

  showChosen() {
    for (const [id, phone] of this.phones) phone.root.classList.toggle("chosen", id === this.chosen);
    for (const tab of this.tabs.children) {
      const here = tab.dataset.tab === String(this.chosen);
      tab.classList.toggle("chosen", here);
      if (here) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      if (here && narrow.matches) tab.scrollIntoView({ inline: "center", block: "nearest" });
    }
  }

  /** Only what is on the screen counts as read. */
  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const phone = this.phones.get(Number(target.dataset.phone));
      if (!phone) continue;
      phone.seen = isIntersecting;
      phone.considerRead();
    }
  }

  /** Of a bot behind a lost line nothing is known. */
  showListening() {
    const state = store.connected ? store.listening || "absent" : "unknown";
    this.status.textContent = t(`bot_${state}`);
    this.status.dataset.state = state;
  }

  showFaults() {
    const badge = this.faultsButton.querySelector(".badge");
    badge.hidden = !store.faults.length;
    badge.textContent = String(store.faults.length);
  }

  showConnected() {
    this.lost.hidden = store.connected;
    this.showListening();
  }

  /** Ctrl or Alt with a digit goes to that phone's input; a browser may keep Ctrl for its own tabs. */
  key(event) {
    if (!(event.ctrlKey || event.altKey) || !/^Digit[1-9]$/.test(event.code)) return;
    const id = [...this.phones.keys()][Number(event.code.at(-1)) - 1];
    if (!id) return;
    event.preventDefault();
    this.choose(id);
    this.phones.get(id).focus();
  }

  close() {
    this.leaving.abort();
    this.watch.disconnect();
    for (const phone of this.phones.values()) phone.close();
  }
}

function themeButton() {
  const node = button({ class: "tool", data: { role: "theme" } });
  const show = () => {
    node.title = isDark() ? t("to_light") : t("to_dark");
    node.setAttribute("aria-label", node.title);
    refill(node, icon(isDark() ? "sun" : "moon"));
  };
  node.addEventListener("click", () => {
    switchTheme();
    show();
  });
  show();
  return node;
}

let page = null;

/** Anew from the store: the words of a language stand everywhere. */
function rebuild() {
  const before = page;
  before.close();
  page = new Page(document.getElementById("app"));
  page.chosen = before.chosen;
  page.showChosen();
  if (before.drawer) page.toggle(before.drawer);
}

async function run() {
  begin();
  await connect();
  page = new Page(document.getElementById("app"));
  setInterval(() => document.visibilityState === "visible" && readListening().catch(() => {}), LISTENING_MS);
}

run();

// The panel "Faults": what Telegram does on its bad days, on order.
import * as api from "./api.js";
import { button, h, refill } from "./dom.js";
import { personName } from "./format.js";
import { icon } from "./icons.js";
import { toast } from "./overlay.js";
import { confirmPage } from "./people.js";
import { on, setFaults, store } from "./store.js";
import { t } from "./texts.js";

const METHODS = ["*", "sendMessage", "editMessageText", "sendPhoto", "sendMediaGroup", "sendDocument", "editMessageMedia",
  "editMessageReplyMarkup", "deleteMessage", "answerCallbackQuery", "copyMessage", "getFile", "setMyCommands", "getUpdates"];

const KINDS = [
  ["fault_429", ({ retryAfter }) => ({ mode: "refuse", code: 429, retry_after: retryAfter })],
  ["fault_500", () => ({ mode: "refuse", code: 500 })],
  ["fault_502", () => ({ mode: "refuse", code: 502 })],
  ["fault_403", () => ({ mode: "refuse", code: 403 })],
  ["fault_slow", ({ delay }) => ({ mode: "slow", delay })],
  ["fault_cut_after", () => ({ mode: "cut_after_accept" })],
  ["fault_cut_before", () => ({ mode: "cut_before" })],
];

export class Faults {
  constructor(signal) {
    this.method = h("select", { data: { role: "fault-method" } }, METHODS.map((value) =>
      h("option", { value }, value === "*" ? t("any_method") : value)));
    this.chat = h("select", { data: { role: "fault-chat" } });
    this.times = number("fault-times", 1, 0);
    this.retryAfter = number("fault-retry-after", 3, 0);
    this.delay = number("fault-delay", 3, 0);
    this.rules = h("ul", { class: "rules" });
    this.flood = h("input", { type: "checkbox", role: "switch", data: { role: "flood" }, onchange: () => this.run(api.flood(this.flood.checked)) });
    this.count = number("redeliver-times", 1, 1);
    this.toasts = h("div", { class: "toasts" });
    this.root = h("div", { class: "panel-body", data: { role: "faults" } },
      this.form(), h("h3", {}, t("active_faults")), this.rules,
      h("label", { class: "switch" }, this.flood, t("flood")), this.updates(), this.toasts);
    on("faults", () => this.show(), signal);
    on("people", () => this.showChats(), signal);
    on("groups", () => this.showChats(), signal);
    this.show();
    this.showChats();
  }

  form() {
    return h("div", { class: "fault-form" },
      h("label", {}, t("fault_method"), this.method), h("label", {}, t("fault_chat"), this.chat),
      h("label", { title: t("times_hint") }, t("times"), this.times), h("label", {}, t("retry_after"), this.retryAfter), h("label", {}, t("delay"), this.delay),
      h("h3", {}, t("make_fault")),
      h("div", { class: "fault-kinds" }, KINDS.map(([name, rule]) =>
        button({ class: "chip", data: { role: name.replaceAll("_", "-") }, onclick: () => this.add(rule) }, t(name)))));
  }

  updates() {
    return [
      h("h3", {}, t("updates")),
      h("div", { class: "line" }, h("label", { title: t("redeliver_hint") }, this.count),
        button({ class: "chip", onclick: () => this.run(api.redeliver(Number(this.count.value) || 1), t("done")) }, t("redeliver")),
        button({ class: "chip", onclick: () => this.run(api.restartUpdateIds(), t("done")) }, t("restart_ids"))),
      button({ class: "chip danger", data: { role: "reset" }, onclick: () => this.reset() }, t("reset")),
    ];
  }

  add(rule) {
    const wish = { method: this.method.value, times: Number(this.times.value) };
    if (this.chat.value) wish.chat_id = Number(this.chat.value);
    Object.assign(wish, rule({ retryAfter: Number(this.retryAfter.value), delay: Number(this.delay.value) }));
    return this.run(api.addFault(wish));
  }

  async reset() {
    if (await confirmPage(t("reset_sure"), t("reset"))) await this.run(api.reset(), t("done"));
  }

  async run(work, said) {
    try {
      await work;
      setFaults(await api.state());
      if (said) toast(this.toasts, said);
    } catch (error) {
      toast(this.toasts, error.message, "error");
    }
  }

  showChats() {
    const chosen = this.chat.value;
    refill(this.chat, h("option", { value: "" }, t("any_chat")),
      [...store.people.values()].map((person) => h("option", { value: String(person.id) }, personName(person))),
      [...store.groups.values()].map((group) => h("option", { value: String(group.id) }, group.title)));
    this.chat.value = chosen;
  }

  show() {
    this.flood.checked = store.flood;
    refill(this.rules, store.faults.length ? store.faults.map((rule) => this.rule(rule)) : h("li", { class: "hint" }, t("no_faults")));
    if (store.faults.length > 1) {
      this.rules.append(h("li", {}, button({ class: "chip", onclick: () => this.run(api.removeFaults()) }, t("remove_all"))));
    }
  }

  rule(rule) {
    const person = store.people.get(rule.chat_id);
    const words = [rule.method === "*" ? t("any_method") : rule.method, describe(rule)];
    if (rule.chat_id) words.push(person ? personName(person) : store.groups.get(rule.chat_id)?.title ?? rule.chat_id);
    return h("li", { class: "rule", data: { fault: rule.id } }, h("span", {}, words.join(" · ")),
      h("span", { class: "rule-times" }, t("times_left", { n: rule.times ?? "∞" })),
      button({ class: "tool", label: t("remove_fault"), title: t("remove_fault"), onclick: () => this.run(api.removeFault(rule.id)) }, icon("close")));
  }
}

function describe(rule) {
  const modes = { slow: "fault_slow", cut_after_accept: "fault_cut_after", cut_before: "fault_cut_before" };
  if (rule.mode === "slow") return `${t("fault_slow")}, ${rule.delay}`;
  if (modes[rule.mode]) return t(modes[rule.mode]);
  return [rule.code, rule.retry_after && `retry_after ${rule.retry_after}`].filter(Boolean).join(", ");
}

function number(role, value, min) {
  return h("input", { type: "number", value: String(value), min, step: 1, data: { role } });
}

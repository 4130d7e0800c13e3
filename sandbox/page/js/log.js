// The drawer "Calls": what the bot asked of Telegram and what it was told, newest first.
import * as api from "./api.js";
import { button, h, refill } from "./dom.js";
import { exactClock, personName } from "./format.js";
import { on, store } from "./store.js";
import { t } from "./texts.js";

const MOST = 500;

export class Log {
  calls = [];

  constructor(signal) {
    this.filter = h("input", { type: "search", placeholder: t("calls_filter"), label: t("calls_filter"), data: { role: "calls-filter" } });
    this.errors = h("input", { type: "checkbox", data: { role: "calls-errors" } });
    this.polls = h("input", { type: "checkbox", checked: true });
    this.list = h("ol", { class: "calls" });
    this.empty = h("p", { class: "hint" }, t("no_calls"));
    this.root = h("div", { class: "panel-body", data: { role: "calls" } },
      h("div", { class: "panel-tools" }, this.filter,
        h("label", {}, this.errors, t("only_errors")), h("label", {}, this.polls, t("hide_polls")),
        button({ class: "chip", onclick: () => this.clear() }, t("clear_list"))),
      this.empty, this.list);
    for (const input of [this.filter, this.errors, this.polls]) input.addEventListener("input", () => this.sift());
    on("call", (call) => this.add(call), signal);
    on("reset", () => this.clear(), signal);
    on("connected", () => store.connected && this.load(), signal);
    this.load();
  }

  async load() {
    const answer = await api.calls(MOST).catch(() => null);
    if (!answer) return;
    this.clear();
    for (const call of answer.calls) this.add(call);
  }

  clear() {
    this.calls = [];
    refill(this.list);
    this.empty.hidden = false;
  }

  add(call) {
    if (this.calls.at(-1)?.call.seq >= call.seq) return;
    const entry = { call, node: row(call) };
    entry.words = `${call.method} ${whom(call)} ${JSON.stringify(call.params)} ${JSON.stringify(call.answer)}`.toLowerCase();
    this.calls.push(entry);
    entry.node.hidden = !this.fits(entry);
    this.list.prepend(entry.node);
    if (this.calls.length > MOST) this.calls.shift().node.remove();
    this.empty.hidden = true;
  }

  fits({ call, words }) {
    if (this.errors.checked && !refused(call)) return false;
    if (this.polls.checked && call.method.toLowerCase() === "getupdates" && !refused(call)) return false;
    return words.includes(this.filter.value.trim().toLowerCase());
  }

  sift() {
    for (const entry of this.calls) entry.node.hidden = !this.fits(entry);
  }
}

const refused = (call) => !(call.status >= 200 && call.status < 300);

function whom(call) {
  const id = call.params?.chat_id ?? call.params?.user_id ?? "";
  const person = store.people.get(Number(id));
  return person ? personName(person) : store.groups.get(Number(id))?.title ?? String(id);
}

function row(call) {
  const details = h("details", { class: `call${refused(call) ? " refused" : ""}${call.warning ? " warned" : ""}` },
    h("summary", {},
      h("span", { class: "call-method" }, call.method), h("span", { class: "call-chat" }, whom(call)),
      h("span", { class: "call-status" }, String(call.status ?? "—")), h("span", { class: "call-ms" }, t("ms", { n: Math.round(call.ms ?? 0) })),
      h("time", {}, exactClock(call.at)),
      refused(call) && call.answer?.description && h("span", { class: "call-why" }, call.answer.description),
      call.warning && h("span", { class: "call-warning" }, call.warning)));
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(h("h4", {}, t("request")), h("pre", {}, pretty(call.params)), h("h4", {}, t("answer")), h("pre", {}, pretty(call.answer)));
  }, { once: true });
  return h("li", {}, details);
}

function pretty(value) {
  return JSON.stringify(value, nested, 2) ?? "—";
}

/** Parameters that carry JSON as text are shown as what they mean. */
function nested(key, value) {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

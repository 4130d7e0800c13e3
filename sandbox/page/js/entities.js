// Text with entities, as nodes. Offsets are UTF-16 units, which is what JavaScript counts in.
import { copyText, h, safeUrl } from "./dom.js";
import { fullMoment, moment } from "./format.js";
import { t } from "./texts.js";

const WRAPS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};

/** Blocks end their line themselves: the line feed after them is not shown. */
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** What Telegram makes tappable by itself when the sender marked nothing. */
const FOUND = [
  ["url", /(?:https?:\/\/|tg:\/\/|t\.me\/)[^\s<>"«»]+[^\s<>"«».,;:!?)]/gi],
  ["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ["phone_number", /\+\d[\d ()-]{8,17}\d/g],
  ["bot_command", /(?<![\w/<])\/[a-z0-9_]{1,32}(?:@\w+)?(?![\w/])/gi],
  ["mention", /(?<![\w@])@[a-z]\w{3,31}/gi],
];

/** `act` opens what is tapped: {command, link, number, notice}. */
export function renderText(text, entities, act) {
  const marked = [...(entities ?? [])].filter((one) => one.length > 0);
  const all = [...marked, ...findMore(text, marked)];
  all.sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, all, act);
  return root;
}

function findMore(text, marked) {
  const taken = marked.filter((one) => !["bold", "italic", "underline", "strikethrough", "spoiler",
    "blockquote", "expandable_blockquote"].includes(one.type));
  const found = [];
  for (const [type, pattern] of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const piece = { type, offset: match.index, length: match[0].length };
      const clear = (other) => other.offset + other.length <= piece.offset || other.offset >= piece.offset + piece.length;
      const inside = (other) => clear(other) || (piece.offset >= other.offset
        && piece.offset + piece.length <= other.offset + other.length);
      if (taken.every(clear) && found.every(clear) && marked.every(inside)) found.push(piece);
    }
  }
  return found;
}

function fill(parent, text, from, to, entities, act) {
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) {
      rest = others;
      continue;
    }
    parent.append(text.slice(at, start));
    const inner = others.filter((one) => one.offset < end);
    const node = wrap(entity, text.slice(start, end), act);
    if (!node.instead) fill(node.inside ?? node, text, start, end, inner, act);
    parent.append(node.instead ?? node.outside ?? node);
    at = end + (BLOCKS.has(entity.type) && text[end] === "\n" ? 1 : 0);
    rest = others.filter((one) => one.offset >= end);
  }
  parent.append(text.slice(at, to));
}

function wrap(entity, piece, act) {
  switch (entity.type) {
    case "url": return link(piece, act);
    case "text_link": return link(entity.url, act);
    case "email": return h("a", { href: `mailto:${piece}` });
    case "bot_command": return tap(() => act.command(piece), "command");
    case "phone_number": return tap(() => act.number(piece), "number");
    case "mention": return h("a", { href: `https://t.me/${piece.slice(1)}`, onclick: (event) => act.link(event.currentTarget.href, event) });
    case "text_mention": case "hashtag": case "cashtag": return h("span", { class: "link" });
    case "spoiler": return spoiler();
    case "code": return h("code", { onclick: () => copyText(piece).then(() => act.notice(t("copied_code"))) });
    case "pre": return pre(entity);
    case "blockquote": return h("blockquote");
    case "expandable_blockquote": return expandable();
    case "date_time": return dateTime(entity, act);
    case "custom_emoji": return h("span", { class: "custom-emoji", title: t("custom_emoji") });
    default: return h(WRAPS[entity.type] ?? "span");
  }
}

function link(address, act) {
  const url = safeUrl(address);
  if (!url) return h("span", { class: "link" });
  return h("a", {
    href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href,
    onclick: (event) => act.link(url.href, event),
  });
}

function tap(run, kind) {
  const node = h("span", { class: `link ${kind}`, role: "button", tabindex: "0", onclick: run });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      run();
    }
  });
  return node;
}

function spoiler() {
  const node = tap(() => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  }, "spoiler");
  node.classList.remove("link");
  node.setAttribute("aria-label", t("spoiler"));
  return node;
}

function pre(entity) {
  const inside = h("code");
  const name = entity.language && h("span", { class: "pre-language" }, entity.language);
  return { inside, outside: h("pre", {}, name, inside) };
}

/** A moment in the reader's zone and language; without a format the sender's words stay. */
function dateTime({ unix_time: at, date_time_format: form }, act) {
  const node = tap(() => act.notice(fullMoment(at)), "moment");
  node.title = fullMoment(at);
  if (!form) return node;
  node.textContent = moment(at, form);
  return { instead: node };
}

function expandable() {
  const inside = h("div", { class: "quoted" });
  const toggle = h("button", { type: "button", class: "quote-toggle", label: t("show_more"), "aria-expanded": "false" });
  const outside = h("blockquote", { class: "expandable" }, inside, toggle);
  toggle.addEventListener("click", () => {
    const open = outside.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? t("show_less") : t("show_more"));
  });
  return { inside, outside };
}

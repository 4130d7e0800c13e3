// Dice and their relatives, with a face that says what was thrown.
import { h } from "./dom.js";
import { shape } from "./icons.js";
import { t } from "./texts.js";

const PIPS = { 1: [4], 2: [0, 8], 3: [0, 4, 8], 4: [0, 2, 6, 8], 5: [0, 2, 4, 6, 8], 6: [0, 2, 3, 5, 6, 8] };
const REELS = ["BAR", "🍇", "🍋", "7"];
const MOST = { "🎰": 64, "🏀": 5, "⚽": 5 };

/** An emoji that Telegram throws when it is sent alone. */
export function isDice(text) {
  return ["🎲", "🎯", "🎳", "🏀", "⚽", "🎰"].includes(text.replace("\uFE0F", ""));
}

export function diceFace({ emoji, value }) {
  const plain = emoji.replace("\uFE0F", "");
  const faces = { "🎲": () => cube(value), "🎰": () => reels(value), "🎯": () => target(value) };
  return h("div", { class: "dice", role: "img", label: `${plain} ${value}`, data: { role: "dice" } },
    faces[plain]?.() ?? h("span", { class: "dice-emoji" }, plain),
    h("span", { class: "dice-value" }, word(plain, value)));
}

function word(emoji, value) {
  if (emoji === "🏀") return t(value > 3 ? "dice_scored" : "dice_missed", { value });
  if (emoji === "⚽") return t(value > 2 ? "dice_goal" : "dice_missed", { value });
  if (emoji === "🎳") return value === 6 ? t("dice_strike", { value }) : t("dice_pins", { n: value > 2 ? value : value - 1, value });
  return t("dice_of", { value, most: MOST[emoji] ?? 6 });
}

function cube(value) {
  const svg = shape("svg", { viewBox: "0 0 100 100", class: "dice-cube" });
  svg.append(shape("rect", { x: 4, y: 4, width: 92, height: 92, rx: 20 }));
  for (const at of PIPS[value] ?? []) svg.append(shape("circle", { cx: 26 + 24 * (at % 3), cy: 26 + 24 * Math.floor(at / 3), r: 9 }));
  return svg;
}

/** The dart sits the nearer to the middle the more it counts; a one has missed. */
function target(value) {
  const svg = shape("svg", { viewBox: "0 0 100 100", class: "dice-target" });
  for (const [r, fill] of [[46, "#e8453c"], [37, "#fff"], [28, "#e8453c"], [19, "#fff"], [9, "#e8453c"]]) svg.append(shape("circle", { cx: 50, cy: 50, r, fill }));
  const away = value === 1 ? 49 : (6 - value) * 9.5;
  const at = 50 + away * 0.7;
  svg.append(shape("path", { d: `M${at} ${100 - at}l17 -17`, class: "dart-shaft" }), shape("circle", { cx: at, cy: 100 - at, r: 4, class: "dart-tip" }));
  return svg;
}

/** Three reels in base four, the left one first. */
function reels(value) {
  return h("span", { class: "dice-reels" }, [0, 1, 2].map((at) => REELS[((value - 1) >> (2 * at)) & 3]).map((one) =>
    h("b", { class: one === "BAR" ? "bar-reel" : "" }, one)));
}

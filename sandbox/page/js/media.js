// Pictures inside a bubble: photos, videos, animations, stickers, and albums of them.
import { fileUrl } from "./api.js";
import { button, h, put } from "./dom.js";
import { span } from "./format.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";
import { openViewer } from "./viewer.js";

const WIDEST = 300;
const TALLEST = 340;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function largest(message) {
  return message.photo?.at(-1);
}

const moving = (message) => message.video ?? message.animation;

/** One picture, as large as a bubble lets it be. */
export function picture(phone, message) {
  const [width, height] = sides(message);
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  const node = cell(phone, message);
  node.style.setProperty("aspect-ratio", `${width} / ${height}`);
  node.style.setProperty("width", `${Math.max(150, Math.round(width * scale))}px`);
  return node;
}

/** What the sender said of its size; a video of which nothing is said lies in a frame of 4 by 3. */
function sides(message) {
  const size = largest(message) ?? moving(message);
  return size.width && size.height ? [size.width, size.height] : [320, 240];
}

function cell(phone, message) {
  const node = button({ class: "photo", label: t(openWord(message)), onclick: () => openViewer(phone, message) }, face(message));
  if (message.has_media_spoiler) veil(node);
  return node;
}

function openWord(message) {
  return message.photo ? "open_photo" : message.video ? "open_video" : "open_gif";
}

function face(message) {
  if (message.photo) {
    const size = message.photo.find((one) => Math.max(one.width, one.height) >= 600) ?? largest(message);
    return still(size, message.caption ?? t("kind_photo"));
  }
  if (message.animation) return [loop(message.animation), h("span", { class: "media-badge" }, t("kind_animation"))];
  const { video } = message;
  const badge = h("span", { class: "media-badge" }, video.duration ? span(video.duration) : "");
  const cover = video.cover?.at(-1) ?? video.thumbnail;
  const frame = cover ? still(cover, message.caption ?? t("kind_video")) : firstFrame(video, badge);
  return [frame, h("span", { class: "media-play" }, icon("play")), badge];
}

const still = (size, alt) => h("img", { src: fileUrl(size.file_id), alt });

function firstFrame(file, badge) {
  const node = h("video", { src: `${fileUrl(file.file_id)}#t=0.1`, muted: true, preload: "metadata", tabindex: "-1" });
  node.addEventListener("loadedmetadata", () => {
    if (!badge.textContent && Number.isFinite(node.duration)) badge.textContent = span(node.duration);
  });
  return broken(node);
}

/** An animation or a sticker that moves: without a sound, over and over. */
export function loop(file, kind = "") {
  if (!file.mime_type?.startsWith("video/") && !file.is_video) return h("img", { class: kind, src: fileUrl(file.file_id), alt: t("kind_animation") });
  return broken(h("video", { class: kind, src: fileUrl(file.file_id), muted: true, loop: true, autoplay: !calm.matches, playsInline: true, tabindex: "-1" }));
}

/** What no browser can play keeps its place and says so. */
function broken(node) {
  node.addEventListener("error", () => node.replaceWith(h("span", { class: "media-broken" }, icon("film"), t("cant_play"))));
  return node;
}

function veil(node) {
  node.classList.add("veiled");
  node.addEventListener("click", (event) => {
    if (!node.classList.contains("veiled")) return;
    event.stopImmediatePropagation();
    node.classList.remove("veiled");
  }, { capture: true });
}

export function sticker(file) {
  if (file.is_animated) return h("div", { class: "jumbo" }, file.emoji ?? "🖼");
  const node = loop(file, "sticker");
  if (file.emoji && node.tagName === "IMG") node.alt = file.emoji;
  return node;
}

const ROWS = { 1: [1], 2: [2], 3: [1, 2], 4: [1, 3], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [3, 3, 4] };

/** Rows of pictures, each row as high as its pictures need to fill the width together. */
export function albumGrid(phone, messages) {
  const grid = h("div", { class: "album", data: { role: "album" } });
  const others = messages.length - 1;
  if ([2, 3].includes(others) && ratio(messages[0]) < 0.95) {
    // A tall first picture stands beside the others.
    grid.classList.add("beside");
    grid.style.setProperty("--others", String(others));
    put(grid, messages.map((message) => albumCell(phone, message)));
    return grid;
  }
  const left = [...messages];
  for (const count of ROWS[messages.length] ?? [messages.length]) {
    const items = left.splice(0, count);
    const ratios = items.map(ratio);
    const row = h("div", { class: "album-row" });
    row.style.setProperty("aspect-ratio", String(ratios.reduce((sum, one) => sum + one, 0)));
    items.forEach((message, index) => {
      const box = albumCell(phone, message);
      box.style.setProperty("flex-grow", String(10 * ratios[index])); // shares under 1 in all would leave a gap
      row.append(box);
    });
    grid.append(row);
  }
  return grid;
}

const albumCell = (phone, message) => h("div", { class: "album-cell", data: { messageId: message.message_id } }, cell(phone, message));

function ratio(message) {
  const [width, height] = sides(message);
  return Math.min(1.6, Math.max(0.7, width / height));
}

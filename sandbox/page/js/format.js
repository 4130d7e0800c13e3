import { language, t } from "./texts.js";

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function exactClock(value) {
  const date = typeof value === "number" ? new Date(value * 1000) : new Date(value);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleTimeString(language(), { hourCycle: "h23" });
}

export function dayKey(seconds) {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

export function dayName(seconds) {
  const date = new Date(seconds * 1000);
  const now = new Date();
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (dayKey(seconds) === dayKey(now.getTime() / 1000)) return t("today");
  if (dayKey(seconds) === dayKey(yesterday.getTime() / 1000)) return t("yesterday");
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(language(), { day: "numeric", month: "long", year });
}

export function fileSize(bytes) {
  if (!bytes && bytes !== 0) return "";
  const units = t("units").split(" ");
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toLocaleString(language(), { maximumFractionDigits: unit ? 1 : 0 })} ${units[unit]}`;
}

export function personName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}

export function initials(name) {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => [...word][0] ?? "").join("").toUpperCase();
}

export function coordinates(place) {
  return `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
}

/** One line that stands for a message in a quote or in the pinned bar. */
export function snippet(message) {
  const caption = message.text ?? message.caption;
  const kinds = ["photo", "video", "animation", "voice", "audio", "video_note", "sticker", "document", "contact", "venue", "location", "poll", "dice"];
  const kind = kinds.find((name) => message[name]);
  if (caption) return caption;
  if (kind === "document") return message.document.file_name ?? t("kind_document");
  if (kind === "poll") return message.poll.question;
  if (kind === "dice") return message.dice.emoji;
  return kind ? t(`kind_${kind}`) : t("kind_message");
}

import { language, t } from "./texts.js";

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function exactClock(value) {
  const date = typeof value === "number" ? new Date(value * 1000) : new Date(value);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleTimeString(language(), { hourCycle: "h23" });
}

/** A length of time as players show it: 0:07, 12:30, 1:02:03. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
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

/** A `date_time` entity: r is relative; w, d or D, t or T are the weekday, a date and a time, short or long. */
export function moment(seconds, form) {
  if (form === "r") return relative(seconds - Date.now() / 1000);
  const date = new Date(seconds * 1000);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const options = { hourCycle: "h23" };
  if (form.includes("w")) options.weekday = "long";
  if (form.includes("d")) Object.assign(options, { day: "numeric", month: "short", year });
  if (form.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(form)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (form.includes("T")) options.second = "2-digit";
  return date.toLocaleString(language(), options);
}

export function fullMoment(seconds) {
  return moment(seconds, "wDT");
}

const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(seconds) {
  const [unit, size] = STEPS.find(([, one]) => Math.abs(seconds) >= one) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** When the last message of a chat was: the hour today, else the day. */
export function chatTime(seconds) {
  const date = new Date(seconds * 1000);
  if (dayKey(seconds) === dayKey(Date.now() / 1000)) return clock(seconds);
  const near = Date.now() - date.getTime() < 6 * 86400_000 && date < Date.now();
  return date.toLocaleDateString(language(), near ? { weekday: "short" } : { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/** "5 members": the words of `key` are the forms for one, few and many, or one and other. */
export function counted(key, n) {
  const forms = t(key).split("|");
  const kind = new Intl.PluralRules(language()).select(n);
  const at = { one: 0, few: 1 }[kind] ?? forms.length - 1;
  return forms[Math.min(at, forms.length - 1)].replace("{n}", n.toLocaleString(language()));
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

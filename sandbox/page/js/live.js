// A live location goes to a place or round in a small circle, until it is stopped or its time is over.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { clock } from "./format.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const STEP_MS = 3000;
const STEPS = 24;
const RADIUS = 0.004;
/** The live_period of a place that is shared until it is stopped. */
const FOR_EVER = 0x7fffffff;
const walks = new Map();
const targets = new Map();

const key = (phone, message) => `${phone.id}:${message.chat.id}:${message.message_id}`;
const ends = (message) => message.date + message.location.live_period;

/** Telegram takes the period away when sharing is stopped; no other place is ever edited. */
export const wasLive = (message) => Boolean(message.location.live_period ?? message.edit_date);
export const over = (message) => !message.location.live_period || ends(message) <= Date.now() / 1000;

export function liveState(message) {
  if (over(message)) return t("live_over");
  const parts = [message.location.live_period === FOR_EVER ? t("live_forever") : t("live_until", { time: clock(ends(message)) })];
  if (message.edit_date) parts.push(t("live_updated", { time: clock(message.edit_date) }));
  return parts.join(" · ");
}

export function liveControls(phone, message) {
  if (over(message)) return null;
  const walking = walks.has(key(phone, message));
  return h("div", { class: "place-controls" },
    button({ class: "place-control", data: { role: "live-move" }, onclick: (event) => toggle(phone, message, event.currentTarget.parentNode) },
      h("span", {}, icon(walking ? "pause" : "play"), walking ? t("live_pause") : t("live_resume"))),
    button({ class: "place-control", data: { role: "live-stop" }, onclick: () => end(phone, message) }, h("span", {}, icon("close"), t("live_stop"))));
}

function toggle(phone, message, node) {
  if (walks.has(key(phone, message))) stop(phone, message);
  else walk(phone, message);
  node.replaceWith(liveControls(phone, message) ?? "");
}

function end(phone, message) {
  stop(phone, message);
  return phone.attempt(api.stopLive(phone.id, message));
}

/** Begin to move, or go on; `target` is where to, none is a circle. */
export function walk(phone, message, target) {
  const name = key(phone, message);
  if (target) targets.set(name, target);
  const places = path(message.location, targets.get(name));
  const timer = setInterval(async () => {
    const place = places.next().value;
    if (over(message) || !place) return stop(phone, message);
    const moved = await phone.attempt(api.moveLive(phone.id, message, place));
    if (!moved) stop(phone, message);
  }, STEP_MS);
  walks.set(name, timer);
}

function* path({ latitude, longitude }, target) {
  for (let step = 1; target ? step <= STEPS : true; step += 1) {
    const angle = (2 * Math.PI * step) / STEPS;
    yield target
      ? { latitude: latitude + ((target.latitude - latitude) * step) / STEPS, longitude: longitude + ((target.longitude - longitude) * step) / STEPS }
      : { latitude: latitude + RADIUS * Math.sin(angle), longitude: longitude + RADIUS * 1.8 * (1 - Math.cos(angle)) };
  }
}

function stop(phone, message) {
  clearInterval(walks.get(key(phone, message)));
  walks.delete(key(phone, message));
}

/** All walks of a removed phone end. */
export function stopAll(phone) {
  for (const [name, timer] of walks) {
    if (!name.startsWith(`${phone.id}:`)) continue;
    clearInterval(timer);
    walks.delete(name);
  }
}

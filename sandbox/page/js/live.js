// A live location walks a small circle until it is stopped or its time is over.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { clock } from "./format.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

const STEP_MS = 3000;
const STEPS_ROUND = 24;
const RADIUS = 0.004;
/** The live_period of a place that is shared until it is stopped. */
const FOR_EVER = 0x7fffffff;
const walks = new Map();

const key = (phone, messageId) => `${phone.id}:${messageId}`;
const ends = (message) => message.date + message.location.live_period;
const over = (message) => ends(message) <= Date.now() / 1000;

export function liveState(message) {
  if (over(message)) return t("live_over");
  const parts = [message.location.live_period === FOR_EVER ? t("live_forever") : t("live_until", { time: clock(ends(message)) })];
  if (message.edit_date) parts.push(t("live_updated", { time: clock(message.edit_date) }));
  return parts.join(" · ");
}

export function liveControls(phone, message) {
  if (over(message)) return null;
  const walking = walks.has(key(phone, message.message_id));
  return button(
    { class: "place-control", onclick: (event) => toggle(phone, message, event.currentTarget) },
    h("span", {}, icon(walking ? "pause" : "play"), walking ? t("live_pause") : t("live_resume")));
}

function toggle(phone, message, node) {
  if (walks.has(key(phone, message.message_id))) stop(phone, message.message_id);
  else walk(phone, message);
  node.replaceWith(liveControls(phone, message) ?? "");
}

export function walk(phone, message) {
  const { latitude, longitude } = message.location;
  let step = 0;
  const timer = setInterval(async () => {
    if (over(message)) return stop(phone, message.message_id);
    step += 1;
    const angle = (2 * Math.PI * step) / STEPS_ROUND;
    const place = {
      latitude: latitude + RADIUS * Math.sin(angle),
      longitude: longitude + RADIUS * 1.8 * (1 - Math.cos(angle)),
    };
    const moved = await phone.attempt(api.moveLive(phone.id, message.message_id, place));
    if (!moved) stop(phone, message.message_id);
  }, STEP_MS);
  walks.set(key(phone, message.message_id), timer);
}

export function stop(phone, messageId) {
  clearInterval(walks.get(key(phone, messageId)));
  walks.delete(key(phone, messageId));
}

/** All walks of a removed phone end. */
export function stopAll(phone) {
  for (const name of [...walks.keys()]) {
    if (name.startsWith(`${phone.id}:`)) stop(phone, name.split(":")[1]);
  }
}

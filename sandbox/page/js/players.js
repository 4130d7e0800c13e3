// Music, voice and round videos. One sounds at a time, and goes on when its row is drawn anew.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { fileSize, span } from "./format.js";
import { icon, shape } from "./icons.js";
import { t } from "./texts.js";

const BARS = 38;
const RING = 2 * Math.PI * 98;
const speaker = new Audio();
let now = null;

for (const event of ["play", "pause", "timeupdate", "ended", "loadedmetadata"]) speaker.addEventListener(event, () => now && dress(now));
speaker.addEventListener("ended", () => {
  speaker.currentTime = 0;
});
speaker.addEventListener("error", () => {
  if (now && speaker.error) now.phone.toast(t("cant_play"), "error");
});

/** Silence, because something else begins to sound. */
export function hush() {
  speaker.pause();
}

function toggle(sound) {
  if (now?.key === sound.key) {
    if (speaker.paused) speaker.play().catch(() => {});
    else speaker.pause();
    return;
  }
  const before = now;
  now = sound;
  speaker.src = fileUrl(sound.file.file_id);
  speaker.play().catch(() => {});
  if (before) dress(before);
}

/** Every card of this sound shows where it stands. */
function dress(sound) {
  for (const card of document.querySelectorAll(`[data-sound="${sound.key}"]`)) wear(card, sound);
}

function wear(card, sound) {
  const mine = now?.key === sound.key;
  const length = (mine && Number.isFinite(speaker.duration) && speaker.duration) || sound.file.duration || 0;
  const at = mine ? speaker.currentTime : 0;
  const runs = mine && !speaker.paused;
  card.classList.toggle("playing", runs);
  card.classList.toggle("begun", runs || at > 0);
  card.style.setProperty("--played", `${length ? (100 * at) / length : 0}%`);
  card.querySelector(".sound-time").textContent = at ? `${span(at)} / ${span(length)}` : span(length);
  const seek = card.querySelector(".sound-seek");
  seek.max = String(length || 1);
  seek.value = String(at);
  seek.disabled = !mine;
  const word = runs ? t("pause") : t("play");
  card.querySelector(".sound-play").setAttribute("aria-label", word);
}

/** A voice message or a piece of music. */
export function soundCard(phone, message) {
  const file = message.voice ?? message.audio;
  const sound = { key: `${phone.id}:${message.chat.id}:${message.message_id}`, file, phone };
  const seek = h("input", { type: "range", class: "sound-seek", min: "0", step: "0.1", label: t("seek"), oninput: () => {
    speaker.currentTime = Number(seek.value);
  } });
  const time = h("span", { class: "sound-time" });
  const words = message.voice ? [wave(file), seek, time]
    : [h("span", { class: "sound-title" }, file.title ?? file.file_name ?? t("kind_audio")),
      h("span", { class: "sound-performer" }, file.performer ?? fileSize(file.file_size)), h("span", { class: "sound-track" }), seek, time];
  const card = h("div", { class: `sound ${message.voice ? "voice" : "music"}`, data: { sound: sound.key } },
    button({ class: "sound-play", onclick: () => toggle(sound) }, icon("play"), icon("pause")), h("div", { class: "sound-words" }, words));
  wear(card, sound);
  return card;
}

/** Bars that are always the same for the same file; the sandbox does not listen to it. */
function wave(file) {
  let seed = [...file.file_unique_id].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 9973, 7);
  const bars = () => h("span", { class: "wave-bars", "aria-hidden": "true" }, heights.map((height) => h("i", { style: { "--height": `${height}%` } })));
  const heights = Array.from({ length: BARS }, (_, at) => {
    seed = (seed * 75 + 74) % 65537;
    return 14 + ((seed % 86) * (0.5 + 0.5 * Math.sin((Math.PI * (at + 2)) / (BARS + 3))));
  });
  return h("span", { class: "wave" }, bars(), bars());
}

/** A round video: it runs without a sound until it is pressed. */
export function roundVideo(message) {
  const file = message.video_note;
  const video = h("video", { src: fileUrl(file.file_id), muted: true, loop: true, playsInline: true, autoplay: !matchMedia("(prefers-reduced-motion: reduce)").matches, preload: "metadata", tabindex: "-1" });
  const ring = shape("svg", { viewBox: "0 0 200 200", class: "round-ring", "aria-hidden": "true" });
  const arc = shape("circle", { cx: 100, cy: 100, r: 98, "stroke-dasharray": RING, "stroke-dashoffset": RING });
  ring.append(arc);
  const time = h("span", { class: "media-badge" }, file.duration ? span(file.duration) : "", icon("mute"));
  const node = button({ class: "round-video", label: t("play_note"), onclick: () => (video.muted || video.paused ? sound() : video.pause()) }, video, ring, time);
  function sound() {
    if (video.muted) video.currentTime = 0;
    hush();
    video.muted = false;
    video.loop = false;
    video.play().catch(() => {});
  }
  video.addEventListener("timeupdate", () => {
    const part = video.muted || !video.duration ? 0 : video.currentTime / video.duration;
    arc.setAttribute("stroke-dashoffset", String(RING * (1 - part)));
    time.lastChild.toggleAttribute("hidden", !video.muted);
    if (Number.isFinite(video.duration)) time.firstChild.textContent = span(video.duration - video.currentTime);
  });
  video.addEventListener("ended", () => {
    video.muted = true;
    video.loop = true;
  });
  video.addEventListener("error", () => video.replaceWith(h("span", { class: "media-broken" }, icon("film"), t("cant_play"))));
  return node;
}

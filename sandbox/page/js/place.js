// Choosing a place without a map: two numbers, a pasted pair, or a known point of Moscow.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { walk } from "./live.js";
import { sheet } from "./overlay.js";
import { t } from "./texts.js";

const POINTS = [[55.75393, 37.62079], [55.72842, 37.60109], [55.74929, 37.53982], [55.82979, 37.63134], [55.41451, 37.8993]];
const PERIODS = [900, 3600, 28800];

export function parsePlace(text) {
  const match = text.match(/(-?\d{1,3}(?:[.]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.]\d+)?)/);
  return match && { latitude: Number(match[1]), longitude: Number(match[2]) };
}

/** Asks for a place and sends it; true when it was sent. */
export async function sendPlace(phone) {
  const choice = await choosePlace(phone);
  if (!choice) return false;
  const message = await phone.attempt(api.sendPlace(phone.id, choice.place, choice.period));
  if (message && choice.period) walk(phone, message, choice.target);
  return Boolean(message);
}

function choosePlace(phone) {
  const numbers = (name, value, most) => h("input", { type: "number", name, value: String(value), min: -most, max: most, step: "any", required: true, label: t(name), data: { role: name } });
  const latitude = numbers("latitude", POINTS[0][0], 90);
  const longitude = numbers("longitude", POINTS[0][1], 180);
  const wrong = h("p", { class: "sheet-error", role: "alert" });
  const set = (place) => {
    latitude.value = String(place.latitude);
    longitude.value = String(place.longitude);
    wrong.textContent = "";
  };
  const pasted = h("input", { type: "text", placeholder: t("paste_place"), label: t("paste_place"), data: { role: "paste-place" } });
  pasted.addEventListener("input", () => {
    const place = parsePlace(pasted.value);
    if (place) set(place);
  });
  const names = t("places").split("|");
  const chips = h("div", { class: "chips" }, POINTS.map(([lat, lon], index) =>
    button({ class: "chip", onclick: () => set({ latitude: lat, longitude: lon }) }, names[index])));
  const period = h("select", { label: t("live_for") }, PERIODS.map((seconds) =>
    h("option", { value: String(seconds) }, seconds < 3600 ? t("minutes", { n: seconds / 60 }) : t("hours", { n: seconds / 3600 }))));
  const route = h("select", { label: t("live_route"), data: { role: "live-route" } }, h("option", { value: "" }, t("live_circle")),
    names.map((name, index) => h("option", { value: String(index) }, t("live_to", { place: name }))));
  const target = () => (route.value ? { latitude: POINTS[route.value][0], longitude: POINTS[route.value][1] } : undefined);
  const check = () => {
    const fine = latitude.value !== "" && longitude.value !== "" && latitude.checkValidity() && longitude.checkValidity();
    wrong.textContent = fine ? "" : t("place_wrong");
    return fine;
  };
  const place = () => ({ latitude: Number(latitude.value), longitude: Number(longitude.value) });
  return sheet(phone.layer, {
    title: t("place_title"),
    data: { role: "place" },
    body: [
      pasted, chips,
      h("div", { class: "pair" }, h("label", {}, t("latitude"), latitude), h("label", {}, t("longitude"), longitude)),
      h("label", { class: "line" }, t("live_for"), period), h("label", { class: "line" }, t("live_route"), route), wrong,
    ],
    actions: [
      { text: t("send_place"), kind: "main", check, value: () => ({ place: place() }) },
      { text: t("send_live"), check, value: () => ({ place: place(), period: Number(period.value), target: target() }) },
      { text: t("cancel"), value: null },
    ],
  });
}

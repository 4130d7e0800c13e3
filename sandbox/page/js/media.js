// Pictures, files, contacts and places inside a bubble.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { coordinates, fileSize, initials } from "./format.js";
import { icon, shape } from "./icons.js";
import { t } from "./texts.js";
import { openViewer } from "./viewer.js";

const WIDEST = 300;
const TALLEST = 340;

export function largest(message) {
  return message.photo?.at(-1);
}

export function photo(phone, message) {
  const size = largest(message);
  const scale = Math.min(1, WIDEST / size.width, TALLEST / size.height);
  const node = picture(phone, message);
  node.style.setProperty("aspect-ratio", `${size.width} / ${size.height}`);
  node.style.setProperty("width", `${Math.max(150, Math.round(size.width * scale))}px`);
  if (message.has_media_spoiler) veil(node);
  return node;
}

function picture(phone, message) {
  const size = message.photo.find((one) => Math.max(one.width, one.height) >= 600) ?? largest(message);
  return button(
    { class: "photo", label: t("open_photo"), onclick: () => openViewer(phone, message.message_id) },
    h("img", { src: fileUrl(size.file_id), alt: message.caption ?? t("kind_photo") }),
  );
}

function veil(node) {
  node.classList.add("veiled");
  node.addEventListener("click", (event) => {
    if (!node.classList.contains("veiled")) return;
    event.stopImmediatePropagation();
    node.classList.remove("veiled");
  }, { capture: true });
}

const ROWS = { 1: [1], 2: [2], 3: [1, 2], 4: [1, 3], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [3, 3, 4] };

/** Rows of pictures, each row as high as its pictures need to fill the width together. */
export function albumGrid(phone, messages) {
  const grid = h("div", { class: "album", data: { role: "album" } });
  const left = [...messages];
  for (const count of ROWS[messages.length] ?? [messages.length]) {
    const items = left.splice(0, count);
    const ratios = items.map(ratio);
    const row = h("div", { class: "album-row" });
    row.style.setProperty("aspect-ratio", String(ratios.reduce((sum, one) => sum + one, 0)));
    items.forEach((message, index) => {
      const cell = h("div", { class: "album-cell", data: { messageId: message.message_id } }, message.photo ? picture(phone, message) : video(message.video));
      cell.style.setProperty("flex-grow", String(ratios[index]));
      row.append(cell);
    });
    grid.append(row);
  }
  return grid;
}

function ratio(message) {
  const size = largest(message) ?? message.video;
  return Math.min(1.6, Math.max(0.7, (size.width ?? 1) / (size.height ?? 1)));
}

export function video(file) {
  return h("video", { class: "video", src: fileUrl(file.file_id), controls: true, preload: "metadata" });
}

export function audio(file) {
  return h("audio", { class: "audio", src: fileUrl(file.file_id), controls: true, preload: "none" });
}

/** A question, its answers with their votes, and how it stands. */
export function pollCard(poll) {
  const kind = poll.is_closed ? t("poll_closed") : t(poll.type === "quiz" ? "kind_quiz" : "kind_poll");
  return h("div", { class: "poll" },
    h("div", { class: "poll-question" }, poll.question),
    h("div", { class: "poll-kind" }, kind),
    h("ul", { class: "poll-options" }, poll.options.map((option) => h("li", {}, `${option.text}: ${option.voter_count}`))),
  );
}

export function documentCard(message) {
  const file = message.document;
  const name = file.file_name ?? t("kind_document");
  const ending = name.includes(".") ? name.split(".").at(-1).slice(0, 4) : "";
  const face = [
    h("span", { class: `file-icon ${fileColour(ending)}` }, ending ? h("span", {}, ending) : icon("file"), icon("download", "file-load")),
    h("span", { class: "file-words" }, h("span", { class: "file-name", title: name }, name), h("span", { class: "file-size" }, fileSize(file.file_size))),
  ];
  if (message.has_protected_content) return h("span", { class: "file" }, face);
  return h("a", { class: "file", href: fileUrl(file.file_id), download: name, label: `${t("download")}: ${name}` }, face);
}

function fileColour(ending) {
  const kinds = { pdf: "red", zip: "amber", rar: "amber", xls: "green", xlsx: "green", csv: "green", jpg: "violet", jpeg: "violet", png: "violet" };
  return kinds[ending.toLowerCase()] ?? "blue";
}

export function contactCard(phone, contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  const number = contact.phone_number.startsWith("+") ? contact.phone_number : `+${contact.phone_number}`;
  return h("div", { class: "contact" },
    h("span", { class: `avatar colour-${Math.abs(contact.user_id ?? name.length) % 8}` }, initials(name)),
    h("span", { class: "contact-words" },
      h("span", { class: "contact-name" }, name),
      button({ class: "contact-phone", onclick: () => phone.act.number(number) }, number)),
  );
}

/** A drawn plan with a pin: no map service is asked. */
export function placeCard(place, { title, address, live } = {}) {
  const plan = shape("svg", { viewBox: "0 0 300 140", class: "plan", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" });
  const shift = (value, span) => ((value * 4000) % span + span) % span;
  const x = shift(place.longitude, 90);
  const y = shift(place.latitude, 70);
  const rect = (kind, ...[left, top, width, height]) =>
    plan.append(shape("rect", { class: kind, x: left, y: top, width, height, rx: 4 }));
  rect("ground", -10, -10, 320, 160);
  rect("park", 180 - x / 2, y - 40, 90, 60);
  plan.append(shape("path", { class: "river", d: `M-10 ${120 - y / 3}C70 ${90 - y / 3} 130 ${150 - y / 3} 310 ${118 - y / 2}` }));
  for (let at = -90; at < 400; at += 90) plan.append(shape("path", { class: "road", d: `M${at - x + 60} -10L${at - x + 30} 150` }));
  for (let at = -70; at < 220; at += 70) plan.append(shape("path", { class: "road", d: `M-10 ${at + y - 20}L310 ${at + y + 8}` }));
  for (let at = -45; at < 400; at += 90) plan.append(shape("path", { class: "lane", d: `M${at - x + 60} -10L${at - x + 30} 150` }));
  const pin = live ? h("span", { class: "place-dot" }) : h("span", { class: "place-pin" }, icon("pin"));
  return h("div", { class: "place" },
    h("div", { class: "place-plan" }, plan, pin),
    title && h("div", { class: "place-title" }, title),
    address && h("div", { class: "place-address" }, address),
    h("div", { class: "place-numbers" }, coordinates(place)),
  );
}

// Files, contacts and places inside a bubble.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { coordinates, fileSize, initials } from "./format.js";
import { icon, shape } from "./icons.js";
import { t } from "./texts.js";

export function documentCard(message) {
  const file = message.document;
  const name = file.file_name ?? t("kind_document");
  const ending = name.includes(".") ? name.split(".").at(-1).slice(0, 4) : "";
  const face = [
    file.thumbnail ? h("img", { class: "file-thumb", src: fileUrl(file.thumbnail.file_id), alt: "" }) : h("span", { class: `file-icon ${fileColour(ending)}` }, ending ? h("span", {}, ending) : icon("file"), icon("download", "file-load")),
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
  const pin = live ? h("span", { class: "place-dot" }, place.heading && h("i", { class: "place-heading", style: { "--turn": `${place.heading}deg` } })) : h("span", { class: "place-pin" }, icon("pin"));
  return h("div", { class: "place" },
    h("div", { class: "place-plan" }, plan, pin),
    title && h("div", { class: "place-title" }, title),
    address && h("div", { class: "place-address" }, address),
    h("div", { class: "place-numbers" }, coordinates(place)),
  );
}

// A photo, video or animation over the whole page; arrows walk through those of the chat.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { loop } from "./media.js";
import { hush } from "./players.js";
import { t } from "./texts.js";

export function openViewer(phone, message) {
  const shown = phone.messages().filter((one) => one.photo ?? one.video ?? one.animation);
  shown.sort((a, b) => a.message_id - b.message_id);
  let at = shown.findIndex((one) => one.message_id === message.message_id);
  const place = h("div", { class: "viewer-place" });
  const caption = h("p", { class: "viewer-caption" });
  const count = h("span", { class: "viewer-count" });
  const download = h("a", { class: "round", label: t("download"), title: t("download") }, icon("download"));
  const dialog = h("dialog", { class: "viewer", label: t("viewer"), data: { role: "viewer" } });
  const previous = button({ class: "round viewer-previous", label: t("previous"), onclick: () => show(at - 1) }, icon("left"));
  const next = button({ class: "round viewer-next", label: t("next"), onclick: () => show(at + 1) }, icon("right"));

  function show(index) {
    if (!shown[index]) return;
    at = index;
    const one = shown[at];
    place.replaceChildren(large(one));
    caption.textContent = one.caption ?? "";
    count.textContent = t("photo_of", { n: at + 1, all: shown.length });
    download.hidden = Boolean(one.has_protected_content);
    download.href = fileUrl(fileOf(one).file_id);
    download.download = nameOf(one);
    previous.hidden = at === 0;
    next.hidden = at === shown.length - 1;
  }

  dialog.append(
    h("div", { class: "viewer-bar" }, count, download, button({ class: "round", label: t("close"), onclick: () => dialog.close() }, icon("close"))),
    previous, place, next, caption,
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.target.tagName === "VIDEO") return;
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  dialog.addEventListener("click", (event) => [dialog, place].includes(event.target) && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show(at);
  dialog.showModal();
}

const fileOf = (message) => message.photo?.at(-1) ?? message.video ?? message.animation;

function nameOf(message) {
  const kind = message.photo ? "photo" : message.video ? "video" : "animation";
  const ending = message.photo ? "jpg" : fileOf(message).mime_type === "image/gif" ? "gif" : "mp4";
  return fileOf(message).file_name ?? `${kind}-${message.message_id}.${ending}`;
}

function large(message) {
  const file = fileOf(message);
  if (message.photo) return h("img", { class: "viewer-photo", src: fileUrl(file.file_id), alt: message.caption ?? t("kind_photo") });
  if (message.animation) return loop(file, "viewer-photo");
  hush();
  const node = h("video", { class: "viewer-photo", src: fileUrl(file.file_id), controls: true, autoplay: true, playsInline: true, controlsList: message.has_protected_content ? "nodownload" : "" });
  node.addEventListener("error", () => node.replaceWith(h("p", { class: "viewer-broken" }, icon("film"), t("cant_play"))));
  return node;
}

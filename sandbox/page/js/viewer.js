// A photo over the whole page; arrows walk through the photos of the chat.
import { fileUrl } from "./api.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { store } from "./store.js";
import { t } from "./texts.js";

export function openViewer(phone, messageId) {
  const photos = [...store.chats.get(phone.id).messages.values()].filter((message) => message.photo);
  photos.sort((a, b) => a.message_id - b.message_id);
  let at = photos.findIndex((message) => message.message_id === messageId);
  const image = h("img", { class: "viewer-photo", alt: "" });
  const caption = h("p", { class: "viewer-caption" });
  const count = h("span", { class: "viewer-count" });
  const download = h("a", { class: "round", label: t("download"), title: t("download") }, icon("download"));
  const dialog = h("dialog", { class: "viewer", label: t("kind_photo") });
  const previous = button({ class: "round viewer-previous", label: t("previous"), onclick: () => show(at - 1) }, icon("left"));
  const next = button({ class: "round viewer-next", label: t("next"), onclick: () => show(at + 1) }, icon("right"));

  function show(index) {
    if (!photos[index]) return;
    at = index;
    const message = photos[at];
    const size = message.photo.at(-1);
    image.src = fileUrl(size.file_id);
    image.alt = message.caption ?? t("kind_photo");
    caption.textContent = message.caption ?? "";
    count.textContent = t("photo_of", { n: at + 1, all: photos.length });
    download.hidden = Boolean(message.has_protected_content);
    download.href = fileUrl(size.file_id);
    download.download = `photo-${message.message_id}.jpg`;
    previous.hidden = at === 0;
    next.hidden = at === photos.length - 1;
  }

  dialog.append(
    h("div", { class: "viewer-bar" }, count, download, button({ class: "round", label: t("close"), onclick: () => dialog.close() }, icon("close"))),
    previous, image, next, caption,
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show(at);
  dialog.showModal();
}

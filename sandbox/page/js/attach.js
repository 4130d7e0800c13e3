// The paper clip: what is chosen, dropped or pasted waits above the input until it is sent.
import { button, h, refill } from "./dom.js";
import { fileSize } from "./format.js";
import { icon } from "./icons.js";
import { menu } from "./overlay.js";
import { t } from "./texts.js";

const MOST = 10;

export class Attach {
  files = [];
  as = "photo";

  constructor(phone, changed) {
    this.phone = phone;
    this.changed = changed;
    this.photos = this.picker("attach-photo", "image/*", "photo");
    this.documents = this.picker("attach-file", "", "document");
    this.strip = h("div", { class: "strip", hidden: true, data: { role: "strip" } });
    this.button = button({ class: "tool", label: t("attach"), title: t("attach"), data: { role: "attach" }, onclick: () => this.open() }, icon("clip"));
    this.nodes = [this.photos, this.documents];
  }

  picker(role, accept, as) {
    const label = as === "photo" ? t("attach_photo") : t("attach_file");
    const input = h("input", { type: "file", multiple: true, accept, class: "offscreen", tabindex: "-1", label, data: { role } });
    input.addEventListener("change", () => {
      this.add([...input.files], as);
      input.value = "";
    });
    return input;
  }

  open() {
    const box = this.button.getBoundingClientRect();
    menu(box.left - 140, box.top - 190, [
      { icon: "photo", text: t("attach_photo"), run: () => this.photos.click() },
      { icon: "file", text: t("attach_file"), run: () => this.documents.click() },
      { icon: "pin", text: t("attach_place"), role: "attach-place", run: () => this.phone.pickPlace() },
      { icon: "user", text: t("attach_contact"), role: "attach-contact", run: () => this.phone.shareContact() },
    ], t("attach"));
  }

  /** Photos and files do not mix in one sending: the last choice decides what they go as. */
  add(files, as) {
    if (!files.length) return;
    const kept = this.as === as ? this.files : [];
    this.as = as;
    this.files = [...kept, ...files].slice(0, MOST);
    if (kept.length + files.length > MOST) this.phone.toast(t("too_many"), "error");
    this.show();
  }

  /** Dropped or pasted: pictures go as photos, if anything else is among them all go as files. */
  take(files) {
    this.add(files, files.every((file) => file.type.startsWith("image/")) ? "photo" : "document");
  }

  restore(files, as) {
    this.as = as;
    this.files = files;
    this.show();
  }

  clear() {
    this.files = [];
    this.show();
  }

  show() {
    for (const image of this.strip.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    refill(this.strip, this.files.map((file) => this.card(file)));
    this.strip.hidden = !this.files.length;
    this.changed();
  }

  card(file) {
    const away = button({ class: "detach", label: t("detach", { name: file.name }), onclick: () => this.restore(this.files.filter((one) => one !== file), this.as) }, icon("close"));
    if (this.as === "photo") {
      return h("figure", { class: "strip-photo" }, h("img", { src: URL.createObjectURL(file), alt: file.name }), away);
    }
    return h("figure", { class: "strip-file" }, icon("file"),
      h("figcaption", {}, h("span", {}, file.name), h("small", {}, fileSize(file.size))), away);
  }
}

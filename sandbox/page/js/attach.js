// The paper clip: what is chosen, dropped or pasted waits above the input until it is sent.
import { button, h, refill } from "./dom.js";
import { fileSize, span } from "./format.js";
import { icon } from "./icons.js";
import { menu } from "./overlay.js";
import { probe, waysOf } from "./parcel.js";
import { plural, t } from "./texts.js";

const MOST = 10;
const PICKERS = [
  { role: "attach-photo", as: "media", accept: "image/*,video/*", icon: "photo" },
  { role: "attach-file", as: "document", accept: "", icon: "file" },
  { role: "attach-audio", as: "audio", accept: "audio/*", icon: "music" },
  { role: "attach-voice", as: "voice", accept: "audio/*", icon: "voice" },
  { role: "attach-note", as: "video_note", accept: "video/*", icon: "round" },
];

/** A picker takes any file when a person insists; what is no music can't be sent as music. */
function fits(files, as) {
  const accept = PICKERS.find((one) => one.as === as).accept;
  return files.every((file) => !accept || accept.split(",").some((one) => file.type.startsWith(one.slice(0, -1))));
}

export class Attach {
  files = [];
  as = "media";

  constructor(phone, changed) {
    this.phone = phone;
    this.changed = changed;
    this.pickers = PICKERS.map((one) => this.picker(one));
    this.strip = h("div", { class: "strip", hidden: true, data: { role: "strip" } });
    this.button = button({ class: "tool", label: t("attach"), title: t("attach"), data: { role: "attach" }, onclick: () => this.open() }, icon("clip"));
    this.nodes = this.pickers;
  }

  /** Round videos have no caption, everything else may. */
  get captioned() {
    return this.files.length > 0 && this.as !== "video_note";
  }

  picker({ role, accept, as }) {
    const input = h("input", { type: "file", multiple: true, accept, class: "offscreen", tabindex: "-1", label: t(`send_${as}`), data: { role } });
    input.addEventListener("change", () => {
      this.add([...input.files], as);
      input.value = "";
    });
    return input;
  }

  open() {
    const box = this.button.getBoundingClientRect();
    const items = [
      ...PICKERS.map((one, at) => ({ icon: one.icon, text: t(`send_${one.as}`), run: () => this.pickers[at].click() })),
      { icon: "pin", text: t("attach_place"), role: "attach-place", run: () => this.phone.pickPlace() },
      { icon: "user", text: t("attach_contact"), role: "attach-contact", run: () => this.phone.shareContact() },
    ];
    menu(box.left - 140, box.top - 40 * items.length - 12, items, t("attach"));
  }

  /** Photos and files do not mix in one sending: the last choice decides what they go as. */
  add(files, as) {
    if (!files.length) return;
    const kept = this.as === as ? this.files : [];
    this.files = [...kept, ...files].slice(0, MOST);
    this.as = fits(this.files, as) ? as : "document";
    if (kept.length + files.length > MOST) this.phone.toast(t("too_many"), "error");
    this.show();
  }

  /** Dropped or pasted: pictures and music go as such, if anything else is among them all go as files. */
  take(files) {
    const { started, blocked } = this.phone.person;
    if (!started || blocked) return this.phone.toast(t("start_first"), "error");
    const all = [...this.files, ...files];
    const usual = waysOf(all);
    return this.add(files, this.files.length && usual.includes(this.as) ? this.as : waysOf(files)[0]);
  }

  /** What is on its way, and leaves the composer empty; `restore` brings back what was refused. */
  parcel() {
    const parcel = { files: this.files, as: this.as };
    this.clear();
    return parcel;
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
    for (const node of this.strip.querySelectorAll("[src]")) URL.revokeObjectURL(node.src);
    this.strip.hidden = !this.files.length;
    refill(this.strip, this.files.length > 0 && [
      h("div", { class: "strip-head" }, h("strong", {}, plural(`count_${this.as}`, this.files.length)), this.ways()),
      h("div", { class: "strip-files" }, this.files.map((file) => this.card(file))),
    ]);
    this.changed();
  }

  /** As what it goes, where there is a choice. */
  ways() {
    const ways = waysOf(this.files);
    if (!ways.includes(this.as)) ways.unshift(this.as);
    return ways.length > 1 && h("div", { class: "strip-ways", role: "group", label: t("send_as") }, ways.map((as) =>
      button({ class: `strip-way${as === this.as ? " on" : ""}`, "aria-pressed": String(as === this.as), data: { role: `as-${as}` }, onclick: () => this.restore(this.files, as) }, t(`way_${as}`))));
  }

  card(file) {
    const away = button({ class: "detach", label: t("detach", { name: file.name }), onclick: () => this.restore(this.files.filter((one) => one !== file), this.as) }, icon("close"));
    const length = h("span", { class: "media-badge" });
    probe(file).then(({ duration }) => {
      if (duration) length.textContent = span(duration);
    });
    const source = () => ({ src: URL.createObjectURL(file), title: file.name });
    const shape = this.as === "video_note" ? "strip-photo note" : "strip-photo";
    if (["media", "video_note"].includes(this.as)) {
      if (file.type.startsWith("video/")) return h("figure", { class: shape }, h("video", { ...source(), muted: true, preload: "metadata" }), length, away);
      if (file.type.startsWith("image/")) return h("figure", { class: shape }, h("img", { ...source(), alt: file.name }), away);
    }
    const sign = PICKERS.find((one) => one.as === this.as).icon;
    return h("figure", { class: "strip-file" }, icon(sign === "photo" ? "file" : sign),
      h("figcaption", {}, h("span", { title: file.name }, file.name), h("small", {}, fileSize(file.size), " ", length)), away);
  }
}

// What goes on its way together: which files are one album, what each is sent as, and how long and large it is.
import * as api from "./api.js";

const PROBE_MS = 3000;
const known = new WeakMap();

const family = (file) => file.type.split("/")[0];

/** Ways in which these files can be sent, the usual one first. */
export function waysOf(files) {
  const families = new Set(files.map(family));
  const only = (...names) => [...families].every((one) => names.includes(one));
  if (only("image", "video")) return only("video") ? ["media", "video_note", "document"] : ["media", "document"];
  if (only("audio")) return ["audio", "voice", "document"];
  return ["document"];
}

function kindOf(file, as) {
  if (as !== "media") return as;
  if (file.type === "image/gif") return "animation";
  return family(file) === "video" ? "video" : "photo";
}

/** Albums of what may stand together; animations, voices and round videos go one by one. */
function batches(files, as) {
  const found = [];
  for (const file of files) {
    const kind = kindOf(file, as);
    const alone = ["animation", "voice", "video_note"].includes(kind);
    const last = found.at(-1);
    if (last && !alone && !last.alone) last.files.push(file);
    else found.push({ alone, files: [file] });
  }
  return found.map((one) => one.files);
}

/** Sends a parcel batch by batch to one place, taking away from it what has arrived. */
export async function sendParcel(from, parcel, { caption, replyTo, place }) {
  const messages = [];
  for (const files of batches(parcel.files, parcel.as)) {
    const said = await Promise.all(files.map((file) => probe(file)));
    const list = (name) => said.map((one) => one[name] ?? 0).join();
    const about = { duration: list("duration"), width: list("width"), height: list("height"), length: list("length") };
    const as = files.map((file) => kindOf(file, parcel.as)).join();
    const answer = await api.sendFiles(from, files, { caption: parcel.begun ? "" : caption, as, replyTo, about, place });
    parcel.begun = true;
    parcel.files = parcel.files.slice(files.length);
    messages.push(...answer.messages);
  }
  return { messages };
}

/** Length in seconds and size in pixels, as far as this browser can read the file. */
export function probe(file) {
  if (!known.has(file)) known.set(file, read(file).catch(() => ({})));
  return known.get(file);
}

async function read(file) {
  if (family(file) === "image") {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  }
  return ["audio", "video"].includes(family(file)) ? listen(file) : {};
}

function listen(file) {
  return new Promise((resolve) => {
    const node = document.createElement(family(file));
    const done = () => {
      clearTimeout(timer);
      URL.revokeObjectURL(node.src);
      const duration = Number.isFinite(node.duration) ? Math.round(node.duration) : 0;
      resolve({ duration, width: node.videoWidth, height: node.videoHeight, length: Math.min(node.videoWidth ?? 0, node.videoHeight ?? 0) });
    };
    const timer = setTimeout(done, PROBE_MS);
    node.onloadedmetadata = done;
    node.onerror = done;
    node.preload = "metadata";
    node.src = URL.createObjectURL(file);
  });
}

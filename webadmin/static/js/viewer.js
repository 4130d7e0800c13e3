// Photos in their large size, one after another: arrows turn them, Escape goes back to where one was.
import { el } from "./dom.js";

export function viewer(dialog, texts, closed) {
  let photos = [];
  let at = 0;

  const caption = el("p", { "aria-live": "polite" });
  const image = el("img", { onerror: () => fail(true), onload: () => fail(false) });
  const problem = el("p", { class: "problem", role: "alert", hidden: true }, texts["photo.failed"]);
  const original = el("a", { target: "_blank", rel: "noopener" }, texts["photo.original"]);
  const close = el("button", { type: "button", autofocus: true, "aria-label": texts.close, onclick: () => dialog.close() }, "✕");
  const turn = (by, sign, name) => el("button", { type: "button", class: "turn", "aria-label": texts[name], onclick: () => show(at + by) }, sign);
  const turns = [turn(-1, "‹", "photo.previous"), turn(1, "›", "photo.next")];
  dialog.append(el("header", {}, caption, original, close), el("figure", {}, image, problem), ...turns);

  const KEYS = { ArrowLeft: () => at - 1, ArrowRight: () => at + 1, Home: () => 0, End: () => photos.length - 1 };
  dialog.addEventListener("keydown", ({ key }) => KEYS[key] && show(KEYS[key]()));
  dialog.addEventListener("click", ({ target }) => target.closest("img, button, a") ?? dialog.close());
  dialog.addEventListener("close", () => closed(photos[at]));

  function fail(failed) {
    image.hidden = failed;
    problem.hidden = !failed;
  }

  function show(number) {
    at = (number + photos.length) % photos.length;
    const { id, alt } = photos[at];
    Object.assign(image, { src: `/photos/${id}/screen`, alt });
    original.href = `/photos/${id}/original`;
    caption.textContent = alt;
  }

  return (all, number) => {
    photos = all;
    show(number);
    for (const button of turns) button.hidden = all.length < 2;
    dialog.showModal();
  };
}

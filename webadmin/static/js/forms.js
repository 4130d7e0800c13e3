// What is wrong with a field, in the language of the page: a browser says it in its own.
import { fill } from "./dom.js";

const texts = JSON.parse(document.body.dataset.forms); // by the names of ValidityState; "wrong" is any other
const told = new WeakSet(); // fields that say so at present

document.addEventListener("invalid", ({ target }) => {
  if (target.validity.customError) return; // it is said already
  const state = Object.keys(texts).find((name) => target.validity[name]);
  target.setCustomValidity(fill(texts[state ?? "wrong"], { n: target.step / 60 }));
  told.add(target);
}, true);

// Of the whole form: one field may set another.
for (const name of ["input", "change"]) {
  document.addEventListener(name, ({ target }) => {
    for (const field of target.form?.elements ?? []) if (told.delete(field)) field.setCustomValidity("");
  }, true);
}

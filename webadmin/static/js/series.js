// The page of a series: while the rule is typed, what would come of it stands below.
import { el } from "./dom.js";
import { reader } from "./read.js";

const form = document.getElementById("rule");
const outcome = document.getElementById("outcome");
const texts = JSON.parse(form.dataset.texts);
const { read } = reader(texts);
const pause = 250;
let asked = 0;

async function show() {
  const mine = ++asked;
  const query = new URLSearchParams({ rule: form.rule.value, master: form.master.value, from: form.from.value });
  try {
    const said = await read(`${form.dataset.preview}?${query}`);
    if (mine !== asked) return; // a later key has been pressed
    outcome.classList.remove("wrong");
    outcome.replaceChildren(
      el("b", {}, said.rule),
      said.note ? el("span", { class: "sub" }, said.note) : "",
      el("span", { class: "sub" }, texts.dates),
      el("ul", {}, said.dates.map(({ window, mark }) => el("li", {}, window, mark && el("small", { class: "mark" }, mark)))),
      ...said.impact.map((line) => el("span", {}, line)),
    );
  } catch (error) {
    if (mine !== asked) return;
    outcome.classList.add("wrong");
    outcome.replaceChildren(error.message);
  }
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, pause);
});
show();

// What is drawn anew under a press loses it: the button that was pressed is gone when the finger lifts. So it waits.
const GRACE = 60; // ms: a finger's click comes some time after it has lifted
let down = false;
let timer = 0;
const waiting = [];

function release() {
  down = false;
  clearTimeout(timer);
  for (const run of waiting.splice(0)) run();
}

addEventListener("pointerdown", () => {
  clearTimeout(timer);
  down = true;
}, true);
for (const name of ["pointerup", "pointercancel"]) {
  addEventListener(name, () => {
    timer = setTimeout(release, GRACE);
  }, true);
}
// What the click itself draws is drawn at once, what waited for it right afterwards.
addEventListener("click", () => {
  down = false;
  clearTimeout(timer);
  timer = setTimeout(release);
}, true);
addEventListener("blur", release);
// The end of a press is told to nobody where a list of the browser's own was opened by it.
addEventListener("pointermove", ({ buttons }) => down && !buttons && release(), true);

export function afterPress(run) {
  if (down) waiting.push(run);
  else run();
}

export const lifted = () => new Promise((resolve) => afterPress(resolve));

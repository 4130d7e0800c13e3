// What changes under a press takes it away: the button that was pressed is another one when the finger lifts. So the
// stream waits for the end of a press.
const GRACE_MS = 60; // a finger's click comes some time after it has lifted
let down = false;
let timer = 0;
const waiting = [];

function release() {
  down = false;
  clearTimeout(timer);
  for (const run of waiting.splice(0)) run();
}

function soon(after) {
  clearTimeout(timer);
  timer = setTimeout(release, after);
}

addEventListener("pointerdown", () => {
  clearTimeout(timer);
  down = true;
}, true);
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => soon(GRACE_MS), true);
addEventListener("click", () => soon(0), true);
addEventListener("blur", release);
// The end of a press is told to nobody where a list of the browser's own was opened by it.
addEventListener("pointermove", ({ buttons }) => down && !buttons && release(), true);

/** Now, or once a press that is under way has ended; in the order of the calls. */
export function afterPress(run) {
  if (down) waiting.push(run);
  else run();
}

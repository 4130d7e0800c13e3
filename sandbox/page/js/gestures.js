// What fingers and mice do on a phone's chat: the menu of a bubble, a quick reply, files that are dropped.

const HOLD_MS = 500;

const idOf = (target) => {
  const bubble = target.closest?.(".row")?.querySelector(".bubble");
  return bubble && Number(target.closest("[data-message-id]")?.dataset.messageId ?? bubble.dataset.first);
};

/** Right click, long press and double click on a bubble; a click where messages are being chosen. */
export function presses(phone, area) {
  area.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!phone.selection.active || !row) return;
    event.preventDefault();
    event.stopPropagation();
    phone.selection.toggle(row);
  }, { capture: true });
  area.addEventListener("contextmenu", (event) => {
    const id = idOf(event.target);
    if (!id || phone.selection.active) return;
    event.preventDefault();
    phone.openMenu(id, event.clientX, event.clientY);
  });
  let held = 0;
  area.addEventListener("touchstart", (event) => {
    const id = idOf(event.target);
    const { clientX, clientY } = event.touches[0];
    held = setTimeout(() => id && phone.openMenu(id, clientX, clientY), HOLD_MS);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) {
    area.addEventListener(name, () => clearTimeout(held), { passive: true });
  }
  area.addEventListener("dblclick", (event) => {
    const id = idOf(event.target);
    const idle = phone.composer.bar.hidden || phone.selection.active;
    if (id && !idle && !event.target.closest("button, a, .link")) phone.composer.answer(phone.message(id));
  });
}

export function drops(phone, screen) {
  let depth = 0;
  const holds = (event) => [...event.dataTransfer.types].includes("Files") && phone.view === "chat" && !phone.composer.bar.hidden;
  const over = (change) => (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    depth = Math.max(0, depth + change);
    screen.classList.toggle("dropping", depth > 0);
  };
  screen.addEventListener("dragenter", over(1));
  screen.addEventListener("dragover", over(0));
  screen.addEventListener("dragleave", over(-1));
  screen.addEventListener("drop", (event) => {
    over(-depth)(event);
    if (holds(event)) phone.composer.attach.take([...event.dataTransfer.files]);
  });
}

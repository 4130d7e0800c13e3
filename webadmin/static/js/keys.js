// The keyboard: arrows go from card to card, letters turn the views, "?" says which there are. Letters are known by
// their place, so that they work in every layout.
import { session } from "./session.js";

const LETTERS = { KeyD: "day", KeyW: "week", KeyL: "timeline", KeyM: "month" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function keyboard(board, help, { step, today, show, busy }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busy() || event.target.closest("input, textarea, select, dialog, [role=menu]")) return;
    const onCard = event.target.closest(".board .visit, .month-day");
    const does = action(event, onCard);
    if (!does) return;
    event.preventDefault();
    does();
  }, { signal: session });

  function action({ key, code }, onCard) {
    if (key === "?") return () => help.togglePopover();
    if (code === "KeyT") return today;
    if (LETTERS[code]) return () => show(LETTERS[code]);
    if (onCard && ARROWS[key]) return () => neighbour(onCard, ARROWS[key])?.focus();
    return key === "ArrowLeft" ? () => step(-1) : key === "ArrowRight" ? () => step(1) : null;
  }

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".board .visit")) return;
    board.querySelector('.visit[tabindex="0"]')?.setAttribute("tabindex", -1);
    target.setAttribute("tabindex", 0);
  }, { signal: session });

  // The nearest in a direction; what lies off the line counts more than what lies on it.
  function neighbour(from, [dx, dy]) {
    const middle = (node) => {
      const box = node.getBoundingClientRect();
      return [box.left + Math.min(box.width, 60) / 2, box.top + box.height / 2];
    };
    const [x, y] = middle(from);
    let best = null;
    let least = Infinity;
    for (const node of document.querySelectorAll(from.matches(".visit") ? ".board .visit" : ".month-day")) {
      if (node === from) continue;
      const [nx, ny] = middle(node);
      const along = (nx - x) * dx + (ny - y) * dy;
      const aside = Math.abs((nx - x) * dy) + Math.abs((ny - y) * dx);
      if (along < 4) continue;
      const far = along + 3 * aside;
      if (far < least) [best, least] = [node, far];
    }
    return best;
  }
}

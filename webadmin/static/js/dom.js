// Elements made in one line. Text goes in as text, so nothing from the data is ever read as HTML.
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export const narrow = window.matchMedia("screen and (max-width: 51.25em)");

export const byId = (id) => document.getElementById(id);

// Drawing makes new elements: what had the focus hands it to the one that stands for the same thing.
export function redrawn(draw) {
  const focused = document.activeElement;
  const { key } = focused.dataset;
  draw();
  if (key) requestAnimationFrame(() => document.activeElement === document.body && standing(key)?.focus({ preventScroll: true }));
}

export const standing = (key) => document.querySelector(`#calendar [data-key="${CSS.escape(key)}"]`)?.closest("button");

// Line icons on a 24 by 24 grid; the colour is the text's.

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12h14M12 5l7 7-7 7",
  clip: "M20 11.500l-8.200 8.200a5.200 5.200 0 0 1-7.400-7.400L13 3.800a3.500 3.500 0 0 1 5 5l-8.500 8.500a1.700 1.700 0 0 1-2.500-2.500L15 7",
  check: "M5 12.500l4.500 4.500L19 7.500",
  arrow: "M8 16l8-8M9.500 8H16v6.500",
  down: "M6 9.500l6 6 6-6",
  keyboard: "M4.500 6h15A1.500 1.500 0 0 1 21 7.500v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 16.500v-9A1.500 1.500 0 0 1 4.500 6zM7 10v.01M11 10v.01M15 10v.01M18 10v.01M8 14.500h8",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 10v.01M15 10v.01M8.500 14.500c2 2.300 5 2.300 7 0",
  file: "M7 3h7l4 4v12a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM14 3v4h4",
  photo: "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3.500 17l5-5 4 4 3-3 5 5M15.500 9v.01",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500",
  pin: "M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11zM12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  live: "M12 13.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM8.500 15.500a5 5 0 0 1 0-7M15.500 8.500a5 5 0 0 1 0 7M5.500 18.500a9 9 0 0 1 0-13M18.500 5.500a9 9 0 0 1 0 13",
  lock: "M6.500 11h11A1.500 1.500 0 0 1 19 12.500v6a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 5 18.500v-6A1.500 1.500 0 0 1 6.500 11zM8 11V8a4 4 0 0 1 8 0v3",
  reply: "M10 6 4 12l6 6M4.500 12H14c3.500 0 6 2 6 6",
  edit: "M4.500 19.500l1-4L16 5l3 3L8.500 18.500zM14 7l3 3",
  trash: "M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5",
  copy: "M9 8h9a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM5 16V4a1 1 0 0 1 1-1h9",
  sun: "M12 16.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300 19 19M5 19l1.700-1.700M17.300 6.700 19 5",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z",
  plus: "M12 5v14M5 12h14",
  calls: "M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01",
  bolt: "M13 3 5 13.500h6L10 21l8-10.500h-6z",
  download: "M12 4v11M7 10.500l5 5 5-5M5 20h14",
  play: "M8 5l11 7-11 7z",
  pause: "M8.500 5v14M15.500 5v14",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.700 5.700l12.600 12.600",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700l-1.300 1.300M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700l1.300-1.300",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2",
  window: "M5 4h14a1.500 1.500 0 0 1 1.500 1.500v13A1.500 1.500 0 0 1 19 20H5a1.500 1.500 0 0 1-1.500-1.500v-13A1.500 1.500 0 0 1 5 4zM3.500 9h17",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name, kind = "icon") {
  const svg = shape("svg", { viewBox: "0 0 24 24", class: kind, "aria-hidden": "true" });
  svg.append(shape("path", { d: PATHS[name] }));
  return svg;
}

export function ticks() {
  const svg = shape("svg", { viewBox: "0 0 20 12", class: "ticks", "aria-hidden": "true" });
  svg.append(shape("path", { d: "M1.500 6.500 5 10 12.500 2M8.500 9 9.500 10 17.500 2" }));
  return svg;
}

export function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

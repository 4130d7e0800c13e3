// The contrast of a status's word on its ground, by WCAG 2.2, in a pill and in a cell of the grid.
(statuses) => {
  const dot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const linear = (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...dot.getImageData(0, 0, 1, 1).data].map((x) => linear(x / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const shapes = {
    pill: '<span class="pill">x</span>',
    cell: '<div class="visit"><div><span class="status">x</span></div></div>',
  };
  const found = {};
  for (const status of statuses) {
    for (const [name, html] of Object.entries(shapes)) {
      const box = document.createElement("div");
      box.dataset.status = status;
      box.innerHTML = html;
      document.body.append(box);
      const ground = light(getComputedStyle(box.firstChild).backgroundColor);
      const ink = light(getComputedStyle(box.querySelector(".status") ?? box.firstChild).color);
      found[`${name} ${status}`] = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      box.remove();
    }
  }
  return found;
};

// Build nodes, never markup: whatever a message holds stays text.

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "style") style(node, value);
    else if (key === "label") node.setAttribute("aria-label", value);
    else if (key === "list" || !(key in node)) node.setAttribute(key, value === true ? "" : value);
    else node[key] = value;
  }
  return put(node, children);
}

function style(node, values) {
  for (const [name, value] of Object.entries(values)) node.style.setProperty(name, value);
}

export function put(node, children) {
  for (const child of [children].flat(3)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

export function refill(node, ...children) {
  node.replaceChildren();
  return put(node, children);
}

export function button(props, ...children) {
  return h("button", { type: "button", ...props }, ...children);
}

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** The address if a chat may lead there, else null (javascript: and its kin). */
export function safeUrl(text) {
  const raw = String(text).trim();
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(raw) ? raw : `http://${raw}`);
    return SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

export function openTab(url) {
  const safe = safeUrl(url);
  if (safe) window.open(safe.href, "_blank", "noopener,noreferrer");
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "offscreen", value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

export function debounce(ms, work) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), ms);
  };
}

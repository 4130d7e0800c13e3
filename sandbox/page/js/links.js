// Links to the sandbox's own bot are opened in the phone they were tapped in.

/** The payload of a deep link to this bot ("" when it has none), or null if the link leads elsewhere. */
export function deepLink(href, username) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(href) ? href : `https://${href}`);
  } catch {
    return null;
  }
  const own = (name) => Boolean(name && username) && name.toLowerCase() === username.toLowerCase();
  if (["t.me", "telegram.me", "telegram.dog"].includes(url.hostname)) {
    const [, name, more] = url.pathname.split("/");
    return own(name) && !more ? url.searchParams.get("start") ?? "" : null;
  }
  if (url.protocol === "tg:" && /resolve/.test(url.host + url.pathname)) {
    return own(url.searchParams.get("domain")) ? url.searchParams.get("start") ?? "" : null;
  }
  return null;
}

/** A link to a Mini App of this bot: t.me/bot/app, or startapp= for its main one. */
export function isAppLink(href, username) {
  const found = /^(?:https?:\/\/)?(?:t\.me|telegram\.me|telegram\.dog)\/(\w+)(\/\w+)?(?:\?(.*))?$/i.exec(href);
  if (!found || found[1].toLowerCase() !== username?.toLowerCase()) return false;
  return Boolean(found[2]) || new URLSearchParams(found[3] ?? "").has("startapp");
}

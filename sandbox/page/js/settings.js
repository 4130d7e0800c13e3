// Theme and language: from the address, else as chosen before, else as the browser says.
import { chooseLanguage, language } from "./texts.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

function remembered(name) {
  try {
    return localStorage.getItem(`sandbox.${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // A private window forgets; nothing else is lost.
  }
}

export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function showTheme() {
  document.documentElement.dataset.theme = remembered("theme") ?? (dark.matches ? "dark" : "light");
}

export function begin() {
  showTheme();
  dark.addEventListener("change", showTheme);
  const asked = new URLSearchParams(location.search).get("lang");
  chooseLanguage(asked ?? remembered("lang") ?? navigator.language);
}

export function switchTheme() {
  remember("theme", isDark() ? "light" : "dark");
  showTheme();
}

export function switchLanguage() {
  const next = language() === "ru" ? "en" : "ru";
  remember("lang", next);
  chooseLanguage(next);
  const url = new URL(location.href);
  if (url.searchParams.has("lang")) {
    url.searchParams.set("lang", next);
    history.replaceState(null, "", url);
  }
}

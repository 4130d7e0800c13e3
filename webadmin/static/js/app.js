// The frame: the theme's switch, panels that close when one looks elsewhere, and what forms say.
import "./forms.js";

const year = 365 * 24 * 3600;

for (const button of document.querySelectorAll("[data-theme-choice]")) {
  button.addEventListener("click", () => {
    const choice = button.dataset.themeChoice;
    const kept = choice === "auto" ? "" : choice;
    document.cookie = `theme=${kept}; path=/; max-age=${kept ? year : 0}; samesite=lax`;
    if (kept) document.documentElement.dataset.theme = kept;
    else delete document.documentElement.dataset.theme;
    document.querySelector('meta[name="color-scheme"]').content = kept || "light dark";
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
    document.dispatchEvent(new Event("theme"));
  });
}
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("theme")));

const panels = () => document.querySelectorAll("details.me[open], details.picker[open]");
document.addEventListener("click", (event) => {
  for (const panel of panels()) if (!panel.contains(event.target)) panel.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels()) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

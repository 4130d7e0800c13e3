// The sandbox's stand-in of https://telegram.org/js/telegram-web-app.js: the parts a Mini App usually needs.
// It speaks to the frame's parent by postMessage as Telegram's script does: {"eventType", "eventData"} as JSON.
(() => {
  "use strict";
  const KEEP = "__telegram__initParams";

  function launchParams() {
    const given = Object.fromEntries(new URLSearchParams(location.hash.replace(/^#/, "")));
    if ("tgWebAppData" in given) {
      try { sessionStorage.setItem(KEEP, JSON.stringify(given)); } catch { /* a frame without storage */ }
      return given;
    }
    try { return JSON.parse(sessionStorage.getItem(KEEP)) || {}; } catch { return {}; }
  }

  const params = launchParams();

  function unsafe(raw) {
    const found = {};
    for (const [name, value] of new URLSearchParams(raw)) {
      found[name] = value;
      if (/^[{[]/.test(value)) {
        try { found[name] = JSON.parse(value); } catch { /* stays a text */ }
      }
    }
    if (found.auth_date) found.auth_date = Number(found.auth_date);
    return found;
  }

  function post(eventType, eventData = {}) {
    if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType, eventData }), "*");
  }

  const listeners = new Map();
  function onEvent(name, callback) {
    if (!listeners.has(name)) listeners.set(name, []);
    if (!listeners.get(name).includes(callback)) listeners.get(name).push(callback);
  }
  function offEvent(name, callback) {
    listeners.set(name, (listeners.get(name) || []).filter((one) => one !== callback));
  }
  function emit(name, data) {
    for (const callback of [...(listeners.get(name) || [])]) callback.call(WebApp, data);
  }

  function bottomButton(eventType, clicked, back, ink) {
    const state = { text: "Continue", isVisible: false, isActive: true, isProgressVisible: false };
    let colors = {};
    const tell = () => post(eventType, {
      is_visible: state.isVisible, is_active: state.isActive, is_progress_visible: state.isProgressVisible,
      text: state.text, color: button.color, text_color: button.textColor,
    });
    const set = (change) => { Object.assign(state, change); tell(); return button; };
    const button = {
      get text() { return state.text; },
      set text(text) { set({ text }); },
      get isVisible() { return state.isVisible; },
      get isActive() { return state.isActive; },
      get isProgressVisible() { return state.isProgressVisible; },
      get color() { return colors.color || WebApp.themeParams[back]; },
      set color(color) { colors.color = color; tell(); },
      get textColor() { return colors.text || WebApp.themeParams[ink]; },
      set textColor(text) { colors.text = text; tell(); },
      setText: (text) => set({ text }),
      show: () => set({ isVisible: true }),
      hide: () => set({ isVisible: false }),
      enable: () => set({ isActive: true }),
      disable: () => set({ isActive: false }),
      showProgress: (leaveActive) => set({ isProgressVisible: true, isActive: Boolean(leaveActive) }),
      hideProgress: () => set({ isProgressVisible: false, isActive: true }),
      onClick(callback) { onEvent(clicked, callback); return button; },
      offClick(callback) { offEvent(clicked, callback); return button; },
      setParams(given) {
        if (given.color) colors.color = given.color;
        if (given.text_color) colors.text = given.text_color;
        const change = {};
        if (given.text !== undefined) change.text = given.text;
        if (given.is_visible !== undefined) change.isVisible = given.is_visible;
        if (given.is_active !== undefined) change.isActive = given.is_active;
        return set(change);
      },
    };
    return button;
  }

  function headerButton(eventType, clicked) {
    let isVisible = false;
    const set = (on) => { isVisible = on; post(eventType, { is_visible: on }); return button; };
    const button = {
      get isVisible() { return isVisible; },
      show: () => set(true),
      hide: () => set(false),
      onClick(callback) { onEvent(clicked, callback); return button; },
      offClick(callback) { offEvent(clicked, callback); return button; },
    };
    return button;
  }

  const popups = new Map();
  let popupsSeen = 0;
  function showPopup(given, callback) {
    const id = String(popupsSeen += 1);
    popups.set(id, callback);
    const buttons = given.buttons || [{ type: "close" }];
    post("web_app_open_popup", { id, title: given.title || "", message: given.message, buttons });
  }

  const theme = () => { try { return JSON.parse(params.tgWebAppThemeParams || "{}"); } catch { return {}; } };
  const dark = (color) => {
    const found = /^#(..)(..)(..)$/.exec(color || "");
    if (!found) return false;
    const [r, g, b] = found.slice(1).map((part) => parseInt(part, 16));
    return Math.sqrt(0.299 * r * r + 0.587 * g * g + 0.114 * b * b) < 120;
  };

  const WebApp = {
    initData: params.tgWebAppData || "",
    initDataUnsafe: unsafe(params.tgWebAppData || ""),
    version: params.tgWebAppVersion || "6.0",
    platform: params.tgWebAppPlatform || "unknown",
    themeParams: {},
    colorScheme: "light",
    isExpanded: false,
    isActive: true,
    isClosingConfirmationEnabled: false,
    viewportHeight: window.innerHeight,
    viewportStableHeight: window.innerHeight,
    headerColor: "", backgroundColor: "",
    onEvent, offEvent,
    isVersionAtLeast(version) {
      const [mine, asked] = [WebApp.version, version].map((text) => text.split(".").map(Number));
      for (let i = 0; i < Math.max(mine.length, asked.length); i += 1) {
        if ((mine[i] || 0) !== (asked[i] || 0)) return (mine[i] || 0) > (asked[i] || 0);
      }
      return true;
    },
    ready: () => post("web_app_ready"),
    expand() { WebApp.isExpanded = true; post("web_app_expand"); },
    close: () => post("web_app_close"),
    sendData(data) {
      const size = new TextEncoder().encode(data || "").length;
      if (!size || size > 4096) throw new Error("WebAppDataInvalid");
      post("web_app_data_send", { data });
    },
    openLink: (url, options) => post("web_app_open_link", { url: String(url), ...options }),
    openTelegramLink(url) {
      const link = new URL(url);
      if (!["t.me", "telegram.me"].includes(link.hostname)) throw new Error("WebAppTgUrlInvalid");
      post("web_app_open_tg_link", { path_full: link.pathname + link.search });
    },
    switchInlineQuery: (query, types) => post("web_app_switch_inline_query", { query, chat_types: types || [] }),
    showPopup,
    showAlert: (message, callback) => showPopup({ message }, () => callback && callback()),
    showConfirm: (message, callback) => showPopup(
      { message, buttons: [{ type: "ok", id: "ok" }, { type: "cancel" }] },
      (id) => callback && callback(id === "ok"),
    ),
    setHeaderColor(color) { WebApp.headerColor = color; post("web_app_set_header_color", { color }); },
    setBackgroundColor(color) { WebApp.backgroundColor = color; post("web_app_set_background_color", { color }); },
    enableClosingConfirmation() {
      WebApp.isClosingConfirmationEnabled = true;
      post("web_app_setup_closing_behavior", { need_confirmation: true });
    },
    disableClosingConfirmation() {
      WebApp.isClosingConfirmationEnabled = false;
      post("web_app_setup_closing_behavior", { need_confirmation: false });
    },
    HapticFeedback: {
      impactOccurred() { return this; },
      notificationOccurred() { return this; },
      selectionChanged() { return this; },
    },
  };

  function wear(given) {
    WebApp.themeParams = given;
    WebApp.colorScheme = dark(given.bg_color) ? "dark" : "light";
    const style = document.documentElement.style;
    for (const [name, value] of Object.entries(given)) {
      style.setProperty(`--tg-theme-${name.replaceAll("_", "-")}`, value);
    }
    style.setProperty("--tg-color-scheme", WebApp.colorScheme);
  }

  wear(theme());
  WebApp.MainButton = bottomButton("web_app_setup_main_button", "mainButtonClicked", "button_color", "button_text_color");
  WebApp.SecondaryButton = bottomButton("web_app_setup_secondary_button", "secondaryButtonClicked", "secondary_bg_color", "button_color");
  WebApp.BackButton = headerButton("web_app_setup_back_button", "backButtonClicked");
  WebApp.SettingsButton = headerButton("web_app_setup_settings_button", "settingsButtonClicked");

  const received = {
    main_button_pressed: () => emit("mainButtonClicked"),
    secondary_button_pressed: () => emit("secondaryButtonClicked"),
    back_button_pressed: () => emit("backButtonClicked"),
    settings_button_pressed: () => emit("settingsButtonClicked"),
    theme_changed(data) {
      wear(data.theme_params || {});
      for (const button of [WebApp.MainButton, WebApp.SecondaryButton]) if (button.isVisible) button.setParams({});
      emit("themeChanged");
    },
    viewport_changed(data) {
      WebApp.viewportHeight = data.height;
      if (data.is_state_stable) WebApp.viewportStableHeight = data.height;
      WebApp.isExpanded = Boolean(data.is_expanded);
      emit("viewportChanged", { isStateStable: Boolean(data.is_state_stable) });
    },
    popup_closed(data) {
      const callback = popups.get(String(data.id));
      popups.delete(String(data.id));
      const id = data.button_id === undefined ? null : data.button_id;
      if (callback) callback(id);
      emit("popupClosed", { button_id: id });
    },
  };

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    let message;
    try { message = JSON.parse(event.data); } catch { return; }
    const take = message && received[message.eventType];
    if (take) take(message.eventData || {});
  });

  window.Telegram = { ...window.Telegram, WebApp };
  post("iframe_ready", { reload_supported: false });
  post("web_app_request_theme");
  post("web_app_request_viewport");
})();

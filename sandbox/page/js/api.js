// The sandbox's control side, one function per thing a person or a tester does.
import { known, t } from "./texts.js";

/** `kind` names what a person can do something about; see the sandbox's ControlError. */
export class Refused extends Error {
  constructor(sentence, kind = "") {
    super(sentence);
    this.kind = kind;
  }
}

async function call(method, path, body) {
  const form = body instanceof FormData;
  let response;
  try {
    response = await fetch(`sim/${path}`, {
      method,
      headers: body && !form ? { "content-type": "application/json" } : {},
      body: form ? body : body && JSON.stringify(body),
    });
  } catch {
    throw new Refused(t("offline"));
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(reason(answer, response.status), answer?.kind);
  return answer;
}

/** In the page's language where it has words for the refusal. */
function reason(answer, status) {
  if (!answer?.error) return t("broken", { status });
  const own = `refused_${answer.kind}`;
  return known(own) ? t(own, answer.values) : t("refused", { why: answer.error });
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, placed(body));

const places = new Map();

/** From now on this person acts in that chat, {chat_id, thread}; in the one with the bot if there is none. */
export function standAt(person, place) {
  places.set(person, place ?? {});
}

export const placeOf = (person) => places.get(person) ?? {};

/** An act happens in the chat that the phone shows, unless it names another. */
function placed(body) {
  return body instanceof FormData || body.chat_id !== undefined ? body : { ...places.get(body.from), ...body };
}

export const fileUrl = (fileId) => `sim/file/${encodeURIComponent(fileId)}`;

export const state = () => get("state");
export const chat = (id, person = id) => get(`people/${id}/chat${person === id ? "" : `?person=${person}`}`);
export const calls = (limit) => get(`outbox?limit=${limit}`);

export const addPerson = (person) => post("people", person);
export const changePerson = (id, person) => call("PATCH", `people/${id}`, person);
export const removePerson = (id) => call("DELETE", `people/${id}`);

export const say = (from, text, replyTo, quote) =>
  post("message", { from, text, reply_to: replyTo, quote });
export const edit = (from, messageId, text) => post("edit", { from, message_id: messageId, text });
export const remove = (from, messageId) => post("delete", { from, message_id: messageId });
export const read = (from, chat, thread) => post("read", { from, chat_id: chat, thread });
export const pin = (from, messageId, on) => post("pin", { from, message_id: messageId, on });
export const forward = (from, ids, source, target) => post("forward", { from, message_ids: ids, from_chat_id: source, ...target });
export const block = (from) => post("block", { from });
export const unblock = (from) => post("unblock", { from });

export function sendFiles(from, files, { caption, as, replyTo, about, place }) {
  const form = new FormData();
  form.append("from", from);
  if (place.chat_id) form.append("chat_id", place.chat_id);
  if (place.thread) form.append("thread", place.thread);
  form.append("as", as);
  for (const [name, value] of Object.entries(about)) form.append(name, value);
  if (caption) form.append("caption", caption);
  if (replyTo) form.append("reply_to", replyTo);
  for (const file of files) form.append("file", file, file.name);
  return post("photo", form);
}

export const shareContact = (from) => post("contact", { from, own: true });
export const sendPlace = (from, place, livePeriod) =>
  post("location", livePeriod ? { from, ...place, live_period: livePeriod } : { from, ...place });
export const moveLive = (from, message, place) => post("live", { from, chat_id: message.chat.id, message_id: message.message_id, ...place });
export const stopLive = (from, message) => post("live/stop", { from, chat_id: message.chat.id, message_id: message.message_id });

export const press = (from, messageId, data) =>
  post("callback", { from, message_id: messageId, data, wait: 0 });

export const putGroup = (group) => post("groups", group);
export const removeGroup = (id) => call("DELETE", `groups/${id}`);
export const setMember = (by, chat, user, status, more = {}) => post("member", { by, chat_id: chat, user, status, ...more });
export const join = (from, where) => post("join", { from, ...where });
export const leave = (from, chat) => post("leave", { from, chat_id: chat });
export const makeLink = (from, chat, ask) => post("link", { from, chat_id: chat, ask });
export const topic = (from, chat, change) => post("topic", { from, chat_id: chat, ...change });
export const migrate = (chat) => post("migrate", { chat_id: chat });

export const addFault = (rule) => post("fault", rule);
export const removeFault = (id) => call("DELETE", `fault/${id}`);
export const removeFaults = () => call("DELETE", "fault");
export const flood = (on) => post("flood", { on });
export const reset = () => post("reset");
export const redeliver = (count) => post("redeliver", { times: 1, count });
export const restartUpdateIds = () => post("restart_update_ids");

export const vote = (from, messageId, options) => post("vote", { from, message_id: messageId, options });
export const react = (from, messageId, emoji) => post("react", { from, message_id: messageId, emoji });
export const dice = (from, emoji) => post("dice", { from, emoji });

export const stopDraft = (from) => post("draft/stop", { from });

export const inlineQuery = (from, query, offset, wait) => post("inline", { from, query, offset, wait });
export const inlineChoose = (from, queryId, resultId) => post("inline/choose", { from, query_id: queryId, result_id: resultId });
export const setBot = (switches) => post("bot", switches);
export const openApp = (from, wish) => post("web_app", { from, ...wish });
export const sendAppData = (from, label, data) => post("web_app/data", { from, label, data });

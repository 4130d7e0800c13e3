// What the page knows. Views subscribe to it; only `events.js` and the answers of our own calls feed it.
import * as api from "./api.js";

const listeners = new Map();

export const store = {
  bot: null,
  people: new Map(),
  groups: new Map(),
  groupsSeq: 0,
  privacy: true,
  chats: new Map(),
  views: new Map(),
  drafts: new Map(),
  faults: [],
  flood: false,
  faultsSeq: 0,
  connected: true,
  listening: "",
  seq: 0,
};

/** Subscribe to `name`, for one person's events to `name:id`; the signal ends it. */
export function on(name, handler, signal) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(handler);
  signal?.addEventListener("abort", () => listeners.get(name).delete(handler));
}

export function emit(name, detail) {
  for (const handler of [...(listeners.get(name) ?? [])]) handler(detail);
}

export async function readState() {
  const state = await api.state();
  store.bot = state.bot;
  store.seq = state.seq ?? 0;
  setPeople(state.people);
  setGroups(state);
  store.faultsSeq = 0; // a sandbox that was started anew counts from the beginning
  setFaults(state);
  setListening(state);
}

/** Groups and channels, who is in them and what they may do. */
export function setGroups({ groups, privacy, seq }) {
  const before = store.groups;
  store.groups = new Map((groups ?? []).map((group) => [group.id, group]));
  store.privacy = privacy;
  store.groupsSeq = seq;
  for (const id of before.keys()) {
    if (!store.groups.has(id)) store.chats.delete(id);
  }
  emit("groups");
  emit("chats");
  for (const person of store.people.values()) emit("person", person);
}

/** Whether a bot listens: the only part of the state that no event brings. */
export async function readListening() {
  setListening(await api.state());
}

function setListening(state) {
  const webhook = typeof state.webhook === "string" ? state.webhook : state.webhook?.url;
  store.listening = webhook ? "webhook" : state.pollers ? "polls" : "";
  emit("listening");
}

/** By an event or the whole state; one that was overtaken on its way changes nothing. */
export function setFaults({ seq, faults, flood = store.flood }) {
  if (seq < store.faultsSeq) return;
  Object.assign(store, { faultsSeq: seq, faults, flood });
  emit("faults");
}

export function setPeople(people) {
  const before = store.people;
  store.people = new Map(people.map((person) => [person.id, person]));
  for (const id of before.keys()) {
    if (!store.people.has(id)) store.chats.delete(id);
  }
  emit("people");
  emit("chats");
  for (const person of people) emit(`person:${person.id}`, person);
}

export function changePerson(id, change) {
  const person = store.people.get(id);
  if (!person) return;
  Object.assign(person, change);
  emit("chats");
  emit("person", person);
  emit(`person:${id}`, person);
}

export function chatOf(id) {
  if (!store.chats.has(id)) {
    store.chats.set(id, { messages: new Map(), commands: [], menu_button: null, keyboard: null, pinned: [] });
  }
  return store.chats.get(id);
}

const reading = new Map();

/** Read a chat again; asked for twice while under way, it runs once more afterwards. */
export function readChat(id) {
  const under = reading.get(id);
  if (under) {
    under.again = true;
    return under.promise;
  }
  const entry = { again: false, late: new Map() };
  entry.promise = fetchChat(id).finally(() => {
    reading.delete(id);
    if (entry.again) return readChat(id);
  });
  reading.set(id, entry);
  return entry.promise;
}

async function fetchChat(id) {
  const answer = await api.chat(id);
  const { messages, ...rest } = answer;
  const chat = chatOf(id);
  Object.assign(chat, rest);
  chat.messages = new Map(messages.map((message) => [message.message_id, message]));
  settle(chat.messages, reading.get(id).late);
  emit(`chat:${id}`, chat);
  emit("chats");
  changePerson(id, { blocked: Boolean(answer.blocked), started: Boolean(answer.started) });
}

/** What came by the stream while a chat was read may be newer than what was read. */
function settle(messages, late) {
  for (const [id, message] of late) {
    if (message) messages.set(id, message);
    else messages.delete(id);
  }
}

/** The keyboard and the commands of a group as one person sees them. */
export async function readView(person, group) {
  const { commands, keyboard, keyboard_from, input_placeholder } = await api.chat(group, person);
  store.views.set(`${person}:${group}`, { commands, keyboard, keyboard_from, input_placeholder });
}

export function putMessage(id, message, { fresh }) {
  const chat = chatOf(id);
  const isNew = !chat.messages.has(message.message_id);
  chat.messages.set(message.message_id, message);
  reading.get(id)?.late.set(message.message_id, message);
  emit(`message:${id}`, { message, fresh: fresh && isNew });
  emit("chats");
}

/** What the bot is writing, or null when it has stopped. */
export function putDraft(id, draft) {
  chatOf(id).draft = draft;
  emit(`draft:${id}`);
}

export function dropMessages(id, ids) {
  const chat = chatOf(id);
  for (const messageId of ids) {
    chat.messages.delete(messageId);
    reading.get(id)?.late.set(messageId, null);
  }
  emit(`deleted:${id}`, ids);
  emit("chats");
}

// The live stream. When it breaks, everything is read again before it goes on, so nothing is missed.
import * as api from "./api.js";
import { debounce } from "./dom.js";
import { countUnread } from "./groups.js";
import { afterPress } from "./press.js";
import { changePerson, dropMessages, emit, putDraft, putMessage, readChat, readState, setFaults, setGroups, setPeople, store } from "./store.js";

const AGAIN_MS = 1000;
let source = null;

export async function connect() {
  source?.close();
  try {
    await readState();
    await Promise.all([...store.people.keys(), ...store.groups.keys()].map(readChat));
  } catch {
    return later();
  }
  source = new EventSource(`sim/events?since=${store.seq}`);
  source.onopen = () => connected(true);
  source.onerror = later;
  source.onmessage = ({ data }) => afterPress(() => take(JSON.parse(data)));
}

function later() {
  source?.close();
  connected(false);
  setTimeout(connect, AGAIN_MS);
}

function connected(yes) {
  if (store.connected === yes) return;
  store.connected = yes;
  emit("connected");
}

const TAKES = {
  message: ({ seq, person_id: id, message }) => {
    const known = store.chats.get(id)?.messages.has(message.message_id);
    putMessage(id, message, { fresh: true });
    if (store.groups.has(id)) {
      // What the groups were last read with holds what came before.
      if (seq > store.groupsSeq) countUnread(store.groups.get(id), message);
    } else if (!message.out && !known) {
      changePerson(id, { unread: (store.people.get(id)?.unread ?? 0) + 1 });
    }
  },
  edited: ({ person_id: id, message }) => putMessage(id, message, { fresh: false }),
  deleted: ({ person_id: id, message_ids: ids }) => dropMessages(id, ids),
  callback_answer: (event) => emit(`answer:${event.person_id}`, event),
  web_app_answer: (event) => emit(`app:${event.person_id}`, event),
  action: ({ person_id: id, action, thread }) => emit(`action:${id}`, { action, thread }),
  draft: ({ person_id: id, draft }) => putDraft(id, draft),
  call: ({ call }) => emit("call", call),
  people: ({ people }) => {
    const added = people.filter((person) => !store.people.has(person.id));
    setPeople(people);
    for (const person of added) readChat(person.id).catch(() => {});
  },
  groups: debounce(30, readGroups),
  chat: ({ person_id: id }) => readChat(id).catch(() => {}),
  faults: setFaults,
  reset: () => {
    emit("reset");
    connect();
  },
};

function take(event) {
  if (event.seq) store.seq = event.seq;
  const id = event.person_id;
  if (id && !store.people.has(id) && !store.groups.has(id)) return;
  TAKES[event.type]?.(event);
}

/** Who is in which group changed; a new group is read whole. Of two answers that cross, the later state stays. */
export async function readGroups() {
  const state = await api.state().catch(() => null);
  if (!state || state.seq < store.groupsSeq) return;
  const fresh = state.groups.filter((group) => !store.groups.has(group.id));
  setGroups(state);
  for (const group of fresh) readChat(group.id).catch(() => {});
}

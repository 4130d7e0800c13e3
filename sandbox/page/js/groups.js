// Groups and channels as their members see them: which there are, what is unread, who may what.
import { chatOf, emit, store } from "./store.js";

/** What people may send; where nothing of it is left, the input goes. */
const SENDS = ["can_send_messages", "can_send_photos", "can_send_documents"];

const groupsOf = (personId) =>
  [...store.groups.values()].filter((group) => group.members.includes(personId)).map((group) => group.id);

/** The numbers of a person's chats, the one with the latest message first; what is empty is new and comes before. */
export function chatsOf(personId) {
  const all = [personId, ...groupsOf(personId)];
  const late = new Map(all.map((id) => [id, lastMessage(id)?.date ?? Infinity]));
  return all.sort((a, b) => (late.get(b) > late.get(a) ? 1 : late.get(b) < late.get(a) ? -1 : 0));
}

/** The latest message of a chat, or of one of its topics. */
export function lastMessage(chatId, thread = null) {
  let last;
  for (const message of chatOf(chatId).messages.values()) {
    if (inThread(message, thread) && !(last?.message_id > message.message_id)) last = message;
  }
  return last;
}

/** Whether a message stands in a topic; 0 is General, null any. */
export const inThread = (message, thread) => thread === null || (message.message_thread_id ?? 0) === thread;

export const titleOf = (id) => store.groups.get(id)?.title ?? store.bot.first_name;

/** A topic by its number, 0 being General. */
export const topicOf = (group, thread) =>
  (thread === 0 ? group.general : group.topics.find((topic) => topic.message_thread_id === thread));

export const threadOf = (topic) => topic.message_thread_id ?? 0;

export const isService = (message) => SERVICE.some((name) => name in message);

const SERVICE = [
  "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "pinned_message", "migrate_to_chat_id", "migrate_from_chat_id",
  "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
  "general_forum_topic_hidden", "general_forum_topic_unhidden",
];

export function unreadIn(personId, chatId, thread = null) {
  if (chatId === personId) return store.people.get(personId)?.unread ?? 0;
  const counts = store.groups.get(chatId)?.unread_in[personId] ?? {};
  return thread === null ? Object.values(counts).reduce((sum, one) => sum + one, 0) : counts[thread] ?? 0;
}

export function unreadOf(personId) {
  return [personId, ...groupsOf(personId)].reduce((sum, id) => sum + unreadIn(personId, id), 0);
}

/** A message came: one more for everybody but who wrote it. What Telegram itself says counts for nothing. */
export function countUnread(group, message) {
  if (isService(message) && message.from?.id !== store.bot.id) return;
  const thread = message.message_thread_id ?? 0;
  for (const id of group.members) {
    const counts = (group.unread_in[id] ??= {});
    if (message.from?.id === id) delete counts[thread];
    else counts[thread] = (counts[thread] ?? 0) + 1;
  }
  tell(group.members);
}

export function forgetUnread(group, personId, thread) {
  if (thread === null) delete group.unread_in[personId];
  else delete group.unread_in[personId]?.[thread];
  tell([personId]);
}

function tell(people) {
  emit("chats");
  for (const id of people) {
    if (!store.people.has(id)) continue;
    emit("person", store.people.get(id));
    emit(`person:${id}`);
  }
}

export function rankOf(group, userId) {
  const found = group.ranks.find((rank) => rank.user.id === userId);
  if (found) return found;
  if (userId === store.bot.id) return { status: group.bot };
  return { status: group.members.includes(userId) ? "member" : "left" };
}

export const leads = (rank) => rank.status === "creator" || rank.status === "administrator";

/** Whether somebody may do what administrators do, or what members were given. */
export function may(group, userId, right) {
  const rank = rankOf(group, userId);
  if (rank.status === "creator") return true;
  if (rank.status === "administrator") return Boolean(rank[right]);
  return rank.status !== "left" && rank.status !== "kicked" && Boolean(rank[right] ?? group.permissions[right]);
}

/** A group that nobody made is anybody's to manage. */
export function manages(group, userId, right) {
  const ownerless = !group.ranks.some((rank) => rank.status === "creator");
  return ownerless || (leads(rankOf(group, userId)) && may(group, userId, right));
}

export function leadsTopics(group, userId) {
  return leads(rankOf(group, userId)) && may(group, userId, "can_manage_topics");
}

/** Whether somebody may close or rename this topic: who leads the topics, or opened it. */
export function ownsTopic(group, userId, topic) {
  return leadsTopics(group, userId) || topic.by === userId;
}

/** Why somebody may not write here, as the name of a sentence; null where one may. */
export function silence(group, userId, thread) {
  const rank = rankOf(group, userId);
  if (group.migrated_to) return "silence_moved";
  if (group.type === "channel") return rank.status === "creator" || rank.can_post_messages ? null : "silence_channel";
  const topic = group.is_forum && topicOf(group, thread ?? 0);
  if (topic?.closed && !ownsTopic(group, userId, topic)) return "silence_topic";
  if (leads(rank) || SENDS.some((right) => maySend(group, userId, right))) return null;
  return rank.status === "restricted" ? "silence_restricted" : "silence_group";
}

export function maySend(group, userId, right) {
  const rank = rankOf(group, userId);
  return leads(rank) || group.type === "channel" || (group.permissions[right] && (rank[right] ?? true));
}

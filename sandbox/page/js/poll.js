// A poll or a quiz in its bubble: choosing, results, who chose what, and why the right answer is right.
import * as api from "./api.js";
import { button, h } from "./dom.js";
import { renderText } from "./entities.js";
import { clock, initials, personName } from "./format.js";
import { icon } from "./icons.js";
import { sheet } from "./overlay.js";
import { store } from "./store.js";
import { plural, t } from "./texts.js";

/** What is ticked in a poll of many choices and not sent yet, by phone and poll. */
const ticked = new Map();

export function pollCard(phone, message) {
  const { poll } = message;
  const mine = message.votes?.[phone.id] ?? [];
  const results = mine.length > 0 || poll.is_closed;
  const node = h("div", { class: "poll", data: { role: "poll" } },
    poll.description && h("div", { class: "poll-description", dir: "auto" }, renderText(poll.description, poll.description_entities, phone.act)),
    h("div", { class: "poll-question", dir: "auto" }, renderText(poll.question, poll.question_entities, phone.act)),
    h("div", { class: "poll-kind" }, kindOf(poll)));
  const parts = shares(poll);
  const options = poll.options.map((option, at) => (results ? result(phone, poll, option, at, mine, parts[at]) : choice(phone, message, option, at)));
  node.append(h("div", { class: "poll-options" }, options));
  if (results && poll.explanation) node.append(h("div", { class: "poll-why", dir: "auto" }, icon("bulb"), h("span", {}, renderText(poll.explanation, poll.explanation_entities, phone.act))));
  node.append(foot(phone, message, mine, results));
  return node;
}

function kindOf(poll) {
  if (poll.is_closed) return t("poll_closed");
  const name = t(`${poll.is_anonymous ? "anonymous" : "public"}_${poll.type === "quiz" ? "quiz" : "poll"}`);
  return poll.close_date ? `${name} · ${t("poll_until", { time: clock(poll.close_date) })}` : name;
}

/** Whole percents; where one choice is all there is, they make a hundred together. */
function shares(poll) {
  const total = poll.total_voter_count || 1;
  const exact = poll.options.map((option) => (100 * option.voter_count) / total);
  const whole = exact.map(Math.floor);
  if (poll.allows_multiple_answers || !poll.total_voter_count) return exact.map(Math.round);
  const order = exact.map((share, at) => [share - whole[at], at]).sort((a, b) => b[0] - a[0]);
  const left = 100 - whole.reduce((sum, one) => sum + one, 0);
  for (const [, at] of order.slice(0, left)) whole[at] += 1;
  return whole;
}

const key = (phone, message) => `${phone.id}:${message.poll.id}`;

function choice(phone, message, option, at) {
  const many = message.poll.allows_multiple_answers;
  const chosen = ticked.get(key(phone, message)) ?? new Set();
  const node = button({ class: `poll-option ${many ? "many" : "one"}`, role: many ? "checkbox" : "button", "aria-checked": many ? String(chosen.has(at)) : undefined },
    h("span", { class: "poll-mark" }, icon("check")), h("span", { dir: "auto" }, renderText(option.text, option.text_entities, phone.act)));
  node.addEventListener("click", () => {
    if (!many) return vote(phone, message, [at], node);
    if (!chosen.delete(at)) chosen.add(at);
    ticked.set(key(phone, message), chosen);
    node.setAttribute("aria-checked", String(chosen.has(at)));
    node.closest(".poll").querySelector("[data-role='vote']").disabled = !chosen.size;
    return undefined;
  });
  return node;
}

async function vote(phone, message, options, node) {
  node.classList.add("waiting");
  const done = await phone.attempt(api.vote(phone.id, message.message_id, options));
  node.classList.remove("waiting");
  if (done) ticked.delete(key(phone, message));
}

function result(phone, poll, option, at, mine, share) {
  const right = poll.correct_option_ids?.includes(at);
  const quiz = poll.type === "quiz";
  const verdict = quiz ? (right ? "right" : mine.includes(at) ? "wrong" : "") : mine.includes(at) ? "mine" : "";
  const mark = verdict && h("span", { class: "poll-verdict" }, icon(verdict === "wrong" ? "close" : "check"));
  const label = verdict ? `${option.text}, ${share}%, ${t(`poll_${verdict}`)}` : `${option.text}, ${share}%`;
  return h("div", { class: `poll-result ${verdict}`, role: "group", label, style: { "--share": `${share}%` } },
    h("span", { class: "poll-share" }, `${share}%`), h("span", { class: "poll-text", dir: "auto" }, renderText(option.text, option.text_entities, phone.act)),
    h("span", { class: "poll-line" }, mark, h("span", { class: "poll-bar" })));
}

function foot(phone, message, mine, results) {
  const { poll } = message;
  const count = poll.total_voter_count ? plural("votes", poll.total_voter_count) : t("no_votes");
  const foot = h("div", { class: "poll-foot" }, h("span", { class: "poll-count" }, count));
  if (!results && poll.allows_multiple_answers) {
    const chosen = () => [...(ticked.get(key(phone, message)) ?? [])].sort((a, b) => a - b);
    foot.prepend(button({ class: "poll-action", disabled: !chosen().length, data: { role: "vote" }, onclick: (event) => vote(phone, message, chosen(), event.currentTarget) }, t("vote")));
  }
  if (results && !poll.is_anonymous && poll.total_voter_count) {
    foot.prepend(button({ class: "poll-action", data: { role: "voters" }, onclick: () => showVoters(phone, message) }, t("view_results")));
  }
  if (mine.length && poll.allows_revoting && !poll.is_closed) {
    foot.append(button({ class: "poll-action", data: { role: "take-back" }, onclick: (event) => vote(phone, message, [], event.currentTarget) }, t("take_back")));
  }
  return foot;
}

function showVoters(phone, message) {
  const votes = Object.entries(message.votes ?? {});
  return sheet(phone.layer, {
    title: message.poll.question, data: { role: "voters" },
    body: h("div", { class: "voters" }, message.poll.options.flatMap((option, at) => {
      const people = votes.filter(([, chosen]) => chosen.includes(at)).map(([id]) => store.people.get(Number(id))).filter(Boolean);
      if (!people.length) return [];
      return [h("h4", {}, option.text), ...people.map((person) =>
        h("div", { class: "voter" }, h("span", { class: `avatar colour-${person.color % 8}` }, initials(personName(person))), personName(person)))];
    })),
    actions: [{ text: t("close"), value: null, kind: "main" }],
  });
}

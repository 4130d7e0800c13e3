// Where a time stands on the board: days side by side, of each the hours that matter.
import { between, minutes, moment, since } from "./days.js";

export const STEP = 15; // minutes: what is dragged goes by quarters of an hour

export function makeAxis(days, opened, visits) {
  const spans = [...opened, ...visits.filter((visit) => days.includes(visit.start.slice(0, 10))).map((visit) => [visit.start.slice(11), visit.end.slice(11)])];
  const first = Math.min(540, ...spans.map(([opens]) => minutes(opens)));
  const last = Math.max(1080, ...spans.map(([opens, closes]) => (closes > opens ? minutes(closes) : 1440)));
  const from = Math.max(0, Math.floor(first / 60) * 60 - 60);
  const to = Math.min(1440, Math.ceil(last / 60) * 60 + 60);
  const length = to - from;

  return {
    days, from, to,
    key: [days[0], days.length, from, to].join(),
    hours: length / 60,
    // A share of the whole width, 0 to 1; what lies outside stands at the edge.
    at(time) {
      const day = between(days[0], time.slice(0, 10));
      const inside = Math.min(Math.max(minutes(time.slice(11)), from), to) - from;
      return Math.min(Math.max((day + inside / length) / days.length, 0), 1);
    },
    // The day at a share of the width, and its minute as exactly as the share tells.
    spot(share) {
      const place = Math.min(Math.max(share, 0), 0.99999) * days.length;
      return { day: days[Math.floor(place)], minute: from + (place % 1) * length };
    },
    share: (length_) => length_ / length / days.length,
  };
}

// Hours that are open on a day, as minutes, those of the night before included.
export function openOn(hours, day, before) {
  const own = (hours(day) ?? []).map(([opens, closes]) => [minutes(opens), closes > opens ? minutes(closes) : 1440]);
  const late = (hours(before) ?? []).filter(([opens, closes]) => closes <= opens).map(([, closes]) => [0, minutes(closes)]);
  return [...late, ...own].sort((a, b) => a[0] - b[0]);
}

const SEEN = 55; // minutes: as wide a card is at least, for its number to be read

// Visits whose cards overlap stand below each other: the lane of each, and how many there are.
export function lanes(visits) {
  const ends = [];
  const of = visits.map((visit) => {
    const free = ends.findIndex((end) => end <= visit.start);
    const lane = free < 0 ? ends.length : free;
    const seen = moment(visit.start.slice(0, 10), minutes(visit.start.slice(11)) + SEEN);
    ends[lane] = visit.end > seen ? visit.end : seen;
    return lane;
  });
  return { of, count: Math.max(1, ends.length) };
}

export const lasting = (visit) => (visit.start ? since(visit.start.slice(0, 10), visit.end) - minutes(visit.start.slice(11)) : visit.minutes || 60);

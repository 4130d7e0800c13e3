// Days as "2026-11-22": the server has put every time on the company's wall clock, no zone is left to reckon with.
const parse = (day) => new Date(`${day}T00:00:00Z`);
const print = (date) => date.toISOString().slice(0, 10);

export const plus = (day, days) => {
  const date = parse(day);
  date.setUTCDate(date.getUTCDate() + days);
  return print(date);
};

export const weekday = (day) => parse(day).getUTCDay() || 7;

export const mondayOf = (day) => plus(day, 1 - weekday(day));

export const weekOf = (day) => {
  const thursday = plus(mondayOf(day), 3);
  const first = mondayOf(`${thursday.slice(0, 4)}-01-04`);
  const number = Math.round((parse(mondayOf(day)) - parse(first)) / 604800000) + 1;
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, "0")}`;
};

export const valid = (day) => /^20\d\d-\d\d-\d\d$/.test(day ?? "") && !Number.isNaN(parse(day).getTime()) && print(parse(day)) === day;

// The first day of a month so many months on.
export const monthOf = (day, on = 0) => {
  const date = parse(`${day.slice(0, 7)}-01`);
  date.setUTCMonth(date.getUTCMonth() + on);
  return print(date);
};

export const range = (first, days) => Array.from({ length: days }, (_, n) => plus(first, n));

export const between = (first, last) => Math.round((parse(last) - parse(first)) / 86400000);

// Minutes after midnight of "14:30", and the other way round; beyond 24 hours it is the next day.
export const minutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export const moment = (day, minute) => {
  const on = Math.floor(minute / 1440);
  const left = minute - on * 1440;
  return `${plus(day, on)}T${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
};

// What the company's clock shows now, so many minutes ahead of UTC.
export const wall = (ahead) => new Date(Date.now() + ahead * 60000).toISOString().slice(0, 16);

// How many minutes after the midnight that begins a day.
export const since = (day, time) => between(day, time.slice(0, 10)) * 1440 + minutes(time.slice(11));

export function printer(locale) {
  const make = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const short = make({ weekday: "short" });
  const full = make({ weekday: "long", day: "numeric", month: "long" });
  const brief = make({ weekday: "short", day: "numeric", month: "long" });
  const span = make({ day: "numeric", month: "long", year: "numeric" });
  const across = make({ day: "numeric", month: "short", year: "numeric" }); // two months in full break the bar
  const month = make({ month: "long", year: "numeric" });
  return {
    weekday: (day) => short.format(parse(day)),
    full: (day) => capital(full.format(parse(day))),
    short: (day) => capital(brief.format(parse(day))),
    month: (day) => capital(month.format(parse(day)).replace(/\s?г\.$/, "")),
    span: (first, last) => (first.slice(0, 7) === last.slice(0, 7) ? span : across).formatRange(parse(first), parse(last)).replace(/\s?г\.$/, ""),
  };
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

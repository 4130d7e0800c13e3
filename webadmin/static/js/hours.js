// Hours, names of days and ways of a span of days, as the server reckons them.
export const NOTHING = ready({ hours: {}, own: {}, named: {}, legs: [] });

export function ready({ hours, own, named, legs }) {
  const opened = [...Object.values(hours), ...Object.values(own).flatMap((days) => Object.values(days))].flat();
  return {
    // The open spans of a master's day, pairs of HH:MM; undefined while they aren't known.
    hours: (id, day) => own[id]?.[day] ?? hours[day],
    opened,
    named,
    legs: new Map(legs.map(({ master, start, minutes }) => [`${master}|${start}`, minutes])),
  };
}

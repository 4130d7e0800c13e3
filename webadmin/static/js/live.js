// News from the server. Several lines that come together are told together.
const BREATH = 40;

export function follow({ changed, fresh, state }) {
  const source = new EventSource("/live");
  let visits = new Set();
  let timer = 0;
  const later = () => {
    timer ||= setTimeout(() => {
      timer = 0;
      const told = visits;
      visits = new Set();
      if (told.has(null)) fresh();
      else changed([...told]);
    }, BREATH);
  };
  let opened = false;
  source.addEventListener("open", () => state("live"));
  source.addEventListener("happened", (event) => {
    visits.add(JSON.parse(event.data).visit);
    later();
  });
  source.addEventListener("fresh", () => {
    if (opened) fresh(); // the first one only says where the history stands
    opened = true;
  });
  source.addEventListener("left", () => location.reload());
  source.addEventListener("error", () => {
    state("offline");
    if (source.readyState === EventSource.CLOSED) fresh(); // refused: reading again finds out why
  });
  addEventListener("pagehide", () => source.close());
}

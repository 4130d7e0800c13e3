// News from the server, and whether we hear it. Several lines that come together are told together.
import { leave, session } from "./session.js";

const BREATH = 40;
const SILENCE = 40_000; // the server says something each 15 seconds: one that doesn't isn't there any more
const AGAIN = 1_000;
const LONGEST = 15_000;

export function follow({ changed, fresh, state }) {
  let source = null;
  let visits = new Set();
  let timer = 0; // until what was heard is told
  let watch = 0; // until silence is a fault
  let reopening = 0; // until we try again
  let pause = AGAIN;
  let begun = false;

  function later(visit) {
    visits.add(visit);
    timer ||= setTimeout(() => {
      timer = 0;
      const told = visits;
      visits = new Set();
      if (told.has(null)) fresh();
      else changed([...told]);
    }, BREATH);
  }

  function heard() {
    clearTimeout(watch);
    watch = setTimeout(() => {
      state("offline");
      open();
    }, SILENCE);
  }

  function on(name, does) {
    source.addEventListener(name, (event) => {
      heard();
      does?.(event);
    });
  }

  function open() {
    close();
    source = new EventSource("/live");
    heard();
    on("open", () => {
      pause = AGAIN;
      state("live");
    });
    on("beat");
    on("happened", (event) => later(JSON.parse(event.data).visit));
    on("fresh", () => {
      if (begun) fresh(); // the first one only says where the history stands
      begun = true;
    });
    on("left", leave);
    source.addEventListener("error", lost);
  }

  // A browser comes back to a server that is away, but gives up on any answer that is no stream: a proxy's, a
  // refusal. Reading again finds out which.
  function lost() {
    state("offline");
    if (source.readyState !== EventSource.CLOSED) return;
    close();
    fresh();
    reopening = setTimeout(open, pause);
    pause = Math.min(2 * pause, LONGEST);
  }

  function close() {
    source?.close();
    clearTimeout(watch);
    clearTimeout(reopening);
  }

  addEventListener("pagehide", close, { signal: session });
  addEventListener("pageshow", ({ persisted }) => persisted && open(), { signal: session });
  session.addEventListener("abort", close);
  open();
}

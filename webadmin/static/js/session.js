// The session of this page, and its end: what is the company's leaves the screen, and what to do is said.
const ending = new AbortController();

// Aborted when the session is over; listeners and streams that are given it end by themselves.
export const session = ending.signal;

// Whoever waits for this waits for ever: there is no page left to go on with.
export function leave() {
  if (!session.aborted) {
    ending.abort();
    const said = document.getElementById("signed-out").content;
    document.title = said.querySelector("h1").textContent;
    document.body.className = "alone";
    document.body.replaceChildren(said);
    document.querySelector("h1").focus();
    addEventListener("popstate", () => location.reload());
  }
  return new Promise(() => {});
}

// Reading from the server, and telling it. Whatever goes wrong becomes an error with a sentence for people.
import { leave, session } from "./session.js";

export function reader(texts) {
  return async function read(address, told) {
    let answer;
    let body;
    try {
      answer = await fetch(address, { headers: { Accept: "application/json" }, signal: session, ...(told && { method: "POST", body: new URLSearchParams(told) }) });
      if (answer.status === 401) return leave();
      body = await answer.json();
    } catch {
      if (session.aborted) return leave();
      throw new Error(texts.failed); // no connection, or something in between answers instead of the server
    }
    if (!answer.ok) throw new Error(body.text);
    return body;
  };
}

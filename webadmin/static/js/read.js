// Reading from the server, and telling it. Whatever goes wrong becomes an error with a sentence for people.
import { leave, session } from "./session.js";

export function reader(texts) {
  async function read(address, told, signal) {
    const { ok, body } = await asked(address, { signal, ...(told && { method: "POST", body: new URLSearchParams(told) }) });
    if (!ok) throw new Error(body.text);
    return body;
  }

  // A plan, as JSON: a refusal (409) with its problem is an answer, and tells what stands in the way.
  async function plan(address, told) {
    const { ok, status, body } = await asked(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) });
    if (!ok && !(status === 409 && body.problem)) throw new Error(body.text);
    return { ok, ...body };
  }

  async function asked(address, { signal, headers, ...options }) {
    try {
      const answer = await fetch(address, { ...options, headers: { Accept: "application/json", ...headers }, signal: signal ? AbortSignal.any([session, signal]) : session });
      if (answer.status === 401) return leave();
      return { ok: answer.ok, status: answer.status, body: await answer.json() };
    } catch (error) {
      if (session.aborted) return leave();
      if (signal?.aborted) throw error; // nobody waits for it any more
      throw new Error(texts.failed); // no connection, or something in between answers instead of the server
    }
  }

  return { read, plan };
}

// Reading from the server. Whatever goes wrong becomes an error with a sentence for people.
export function reader(texts) {
  return async function read(address) {
    let answer;
    let body;
    try {
      answer = await fetch(address, { headers: { Accept: "application/json" } });
      body = await answer.json();
    } catch {
      throw new Error(texts.failed); // no connection, or something in between answers instead of the server
    }
    if (answer.status === 401 || answer.status === 403) location.reload();
    if (!answer.ok) throw new Error(body.text);
    return body;
  };
}

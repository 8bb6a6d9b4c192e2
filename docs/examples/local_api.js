// For a page of an origin that `origins` allows: shows who calls, and dials a number at a click.
// The agent copies address and token once from local-api.json into the page.

const headers = (token) => ({ Authorization: `Bearer ${token}`, "Content-Type": "application/json" });

export async function follow({ url, token }, show) {
  const answer = await fetch(`${url}/v1/events`, { headers: headers(token) });
  if (!answer.ok) throw new Error((await answer.json()).message);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ; ) {
    const { done, value } = await reader.read();
    if (done) return; // the window was closed: ask again later
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines)
      if (line.startsWith("data: ")) show(JSON.parse(line.slice("data: ".length)));
  }
}

export async function dial({ url, token }, number) {
  const answer = await fetch(`${url}/v1/actions/call`, {
    method: "POST",
    headers: headers(token),
    body: JSON.stringify({ number }),
  });
  if (!answer.ok) throw new Error((await answer.json()).message);
}

// follow(card, (state) => (document.title = state.offered ? `Call from ${state.case.number}` : state.status));

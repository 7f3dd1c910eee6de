import { quietly } from "./quietly.ts";

/** The object in a reply; empty if there is none, or text longer than a token reply can be. */
export async function readJson(response: Response): Promise<Record<string, unknown>> {
  const reader = response.body?.getReader();
  let text = "";
  // React Native has no streams, and had no TextDecoder for long.
  if (!reader) text = await response.text();
  else {
    const decoder = new TextDecoder();
    let chunk;
    // A JWT with every scope of Sirv is under 2 kB.
    while (text.length < 100_000 && (chunk = await reader.read()).value) {
      text += decoder.decode(chunk.value, { stream: true });
    }
    // Not waited for: a body that was cloned ends with its clone.
    reader.cancel().catch(() => undefined);
  }
  return Object(quietly(() => JSON.parse(text) as unknown)) as Record<string, unknown>;
}

import type { Feature } from "../feature.ts";
import { type Finding, found, outOfScope, partly } from "../finding.ts";
import { aLongWhile, outcomeOf, wordsOf } from "../outcome.ts";
import { failWith, giveToken, type ScriptedReply, startScripted } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

/** Seconds that the server asks for. */
const pause = 2;

export const retries: Feature = {
  name: "retries",
  title: "tries again after a 503",
  probe: "The server answers 503 once, and a token then.",
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const { requests, words } = await tryAgain(subject, failWith(503));
    return found(words === undefined, words ?? `${requests.length} requests`);
  },
};

export const retryAfter: Feature = {
  name: "retry-after",
  title: "comes back after a 429 when the server says",
  probe: `The server answers 429 with \`retry-after: ${pause}\` once, and a token then.`,
  async find(subject): Promise<Finding> {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const limited = failWith(429, { "retry-after": String(pause) });
    const { requests, words } = await tryAgain(subject, limited);
    const [first, second] = requests;
    if (first === undefined || second === undefined) return found(false, words ?? "one request");
    const milliseconds = Number((second - first) / 1_000_000n);
    // A timer may fire a little early.
    const isLater = milliseconds > pause * 1000 - 50;
    if (words) return found(false, words);
    return isLater
      ? found(true, `the second request after ${pause} s or more`)
      : partly(`again before the ${pause} s are over`);
  },
};

/** When the requests came, and what the caller got instead of a token. */
async function tryAgain(
  subject: Subject,
  failure: ScriptedReply,
): Promise<{ readonly requests: readonly bigint[]; readonly words: string | undefined }> {
  const server = await startScripted((request, index) =>
    index === 0 ? failure : giveToken(request, index),
  );
  try {
    const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
    const outcome = await outcomeOf(client.getToken(), aLongWhile);
    const requests = server.requests.map(({ arrivedAt }) => arrivedAt);
    if (outcome.kind === "error") return { requests, words: `error: ${wordsOf(outcome.error)}` };
    return { requests, words: outcome.kind === "waiting" ? "no answer" : undefined };
  } finally {
    server.close();
  }
}

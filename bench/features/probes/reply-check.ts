import type { Feature } from "../feature.ts";
import { type Finding, found, outOfScope, partly } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { replyWith, startScripted } from "../scripted-server.ts";

/** Replies, all with status 200, of which nobody could make use. */
const badReplies: Readonly<Record<string, string>> = {
  "no token": JSON.stringify({ ...replyWith(undefined) }),
  "an empty token": JSON.stringify(replyWith("")),
  "a number as token": JSON.stringify(replyWith(5)),
  "a token with a line break": JSON.stringify(replyWith("FAKE\r\ntoken")),
  "a lifetime in words": JSON.stringify({
    ...replyWith("FAKE-token"),
    expiresIn: "soon",
    expires_in: "soon",
  }),
  "a lifetime below zero": JSON.stringify({
    ...replyWith("FAKE-token"),
    expiresIn: -5,
    expires_in: -5,
  }),
  "a page of HTML": "<!doctype html><title>Sign in</title>",
};

export const replyCheck: Feature = {
  name: "reply-check",
  title: "checks the reply before it hands it out",
  probe: `A reply with status 200 and: ${Object.keys(badReplies).join("; ")}.`,
  async find(subject): Promise<Finding> {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const accepted: string[] = [];
    for (const [name, body] of Object.entries(badReplies)) {
      const server = await startScripted(() => ({ body }));
      try {
        const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
        const { kind } = await outcomeOf(client.getToken(), aLongWhile);
        if (kind !== "error") accepted.push(name);
      } finally {
        server.close();
      }
    }
    const total = Object.keys(badReplies).length;
    if (accepted.length === 0) return found(true, `${total} of ${total} refused`);
    const seen = `takes ${accepted.join(", ")}`;
    return accepted.includes("no token") ? found(false, seen) : partly(seen);
  },
};

// A sandbox on real HTTP whose replies can be held back until a test has seen what it wants to see.
import type { TestContext } from "vitest";
import { serve } from "../../lib/cli/serve.ts";
import type { Credentials } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";

interface GatedSandbox {
  readonly credentials: Credentials;
  readonly endpoint: string;
  /** How many token requests arrived, each with its whole body, be they answered or not. */
  arrivals(): number;
  /** Where another program can ask for that number. */
  readonly arrivalsUrl: string;
  /** Holds back the reply to the next token request, until it is let go. */
  hold(): () => void;
}

/** A sandbox that ends with the test. */
export async function startGatedSandbox(context: TestContext): Promise<GatedSandbox> {
  const { credentials, fetch } = createSandbox();
  const held: Promise<void>[] = [];
  let arrived = 0;
  const server = await serve(async (request) => {
    if (request.method === "GET") return Response.json(arrived);
    // A runtime that ends a request breaks off what it still sends, which fails at once.
    const body = await request.text();
    const gate = held.shift();
    arrived += 1;
    await gate;
    return fetch("https://api.sirv.com/v2/token", {
      method: request.method,
      headers: request.headers,
      body,
    });
  }, 0);
  context.onTestFinished(async () => server.close());
  return {
    credentials,
    endpoint: `${server.origin}/v2/token`,
    arrivals: () => arrived,
    arrivalsUrl: `${server.origin}/arrivals`,
    hold() {
      let letGo = () => {};
      held.push(new Promise((resolve) => (letGo = resolve)));
      return letGo;
    },
  };
}

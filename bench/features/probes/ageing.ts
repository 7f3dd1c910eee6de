import { moveClocks } from "../../measure/clocks.ts";
import { createGate } from "../gate.ts";
import { type Outcome, aWhile, outcomeOf, untilSo } from "../outcome.ts";
import { giveToken, lifetime, startScripted } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

/** What one caller meets who comes so many seconds before the token's end. */
export interface Meeting {
  readonly secondsLeft: number;
  /** Whether the server was asked for another token. */
  readonly isAsked: boolean;
  /** What the caller has before the server answers. */
  readonly outcome: Outcome<string>;
}

/** Gets a token, lets it age, and asks for it while the server does not answer. */
export async function meet(subject: Subject, secondsLeft: number): Promise<Meeting> {
  const gate = createGate();
  const server = await startScripted(async (_request, index) => {
    if (index > 0) await gate.opened;
    return giveToken(undefined, index);
  });
  try {
    const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
    await client.getToken();
    moveClocks((lifetime - secondsLeft) * 1000);
    const call = client.getToken();
    const outcome = await outcomeOf(call, aWhile);
    // Who asks in the background may do so a little later.
    const isAsked = await untilSo(() => server.requests.length > 1, aWhile);
    gate.open();
    await call;
    return { secondsLeft, isAsked, outcome };
  } finally {
    server.close();
  }
}

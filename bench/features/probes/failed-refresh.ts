import { setTimeout as sleep } from "node:timers/promises";
import { moveClocks } from "../../measure/clocks.ts";
import type { Feature } from "../feature.ts";
import { type Finding, found, outOfScope } from "../finding.ts";
import { aLongWhile, outcomeOf, untilSo, aWhile, wordsOf } from "../outcome.ts";
import { failWith, giveToken, lifetime, startScripted } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

const instants = [119, 59, 30] as const;

export const failedRefresh: Feature = {
  name: "failed-refresh",
  title: "gives the old token while it is good, if a refresh fails",
  probe: `The server answers 503 to every request but the first; a caller comes ${instants.join(", ")} seconds before the end.`,
  async find(subject) {
    if (!subject.keepsToken) return outOfScope("keeping is yours");
    let asked = 0;
    for (const secondsLeft of instants) {
      const { isAsked, failure } = await refreshOf(subject, secondsLeft);
      if (failure) return failure;
      if (isAsked) asked += 1;
    }
    if (asked === 0) return outOfScope("asks for nothing while the token is good");
    return found(true, `refreshes that failed: ${asked}; callers who noticed: 0`);
  },
};

interface Refresh {
  readonly isAsked: boolean;
  readonly failure?: Finding;
}

async function refreshOf(subject: Subject, secondsLeft: number): Promise<Refresh> {
  let unhandled = 0;
  const count = () => (unhandled += 1);
  process.on("unhandledRejection", count);
  const server = await startScripted((_request, index) =>
    index === 0 ? giveToken(undefined, index) : failWith(503),
  );
  try {
    const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
    const old = await client.getToken();
    moveClocks((lifetime - secondsLeft) * 1000);
    const outcome = await outcomeOf(client.getToken(), aLongWhile);
    const isAsked = await untilSo(() => server.requests.length > 1, aWhile);
    await sleep(aWhile);
    const at = `${secondsLeft} s before the end`;
    if (outcome.kind === "error") {
      return { isAsked, failure: found(false, `${at}: ${wordsOf(outcome.error)}`) };
    }
    if (outcome.kind === "waiting" || outcome.value !== old) {
      return { isAsked, failure: found(false, `${at}: no token`) };
    }
    if (unhandled > 0) return { isAsked, failure: found(false, `${at}: an unhandled rejection`) };
    return { isAsked };
  } finally {
    server.close();
    process.off("unhandledRejection", count);
  }
}

import type { Feature } from "../feature.ts";
import { found, outOfScope, partly } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { startScripted } from "../scripted-server.ts";
import type { Store } from "../subject.ts";

export const sharedStore: Feature = {
  name: "shared-store",
  title: "shares one token between processes",
  probe:
    "Two clients that have a store in common, as two processes have a Redis: first one after the other, then, with the store empty, both at once.",
  async find(subject) {
    const { createShared } = subject;
    if (!createShared)
      return subject.keepsToken ? found(false, "no store") : outOfScope("keeping is yours");
    const inTurn = await requestsOf(async (create) => {
      await create().getToken();
      await create().getToken();
    });
    const atOnce = await requestsOf(async (create) => {
      const clients = [create(), create()];
      await outcomeOf(Promise.all(clients.map((each) => each.getToken())), aLongWhile);
    });
    const seen = `one after the other: ${inTurn} request(s); both at once: ${atOnce}`;
    if (inTurn > 1) return found(false, seen);
    return atOnce === 1 ? found(true, seen) : partly(seen);

    async function requestsOf(
      work: (create: () => ReturnType<NonNullable<typeof createShared>>) => Promise<void>,
    ): Promise<number> {
      const server = await startScripted();
      const kept = new Map<string, string>();
      const store: Store = {
        get: (name) => kept.get(name),
        set: (name, value) => void kept.set(name, value),
      };
      try {
        const setup = { endpoint: server.endpoint, isHttpAllowed: true };
        await work(() => createShared?.(setup, store) ?? subject.create(setup));
        return server.requests.length;
      } finally {
        server.close();
      }
    }
  },
};

import { atMost } from "./at-most.ts";
import type { SharedLocks } from "./shared-options.ts";

/** Gives a lease back; nobody waits for that. */
export type Release = () => void;

/** Asks for a lease once: gives `undefined` if somebody else has it, and rejects if there is no answer. */
export async function takeLease(
  locks: SharedLocks,
  name: string,
  milliseconds: number,
): Promise<Release | undefined> {
  let isAwaited = true;
  const answer = async () =>
    new Promise<Release | undefined>((resolve, reject) => {
      const hold = async (lock: unknown) => {
        if (!lock) resolve(undefined);
        // One that comes late is given back at once.
        else if (isAwaited) await new Promise<void>(resolve);
      };
      const request = async () => locks.request(name, { ifAvailable: true }, hold);
      request().catch(reject);
    });
  return atMost(milliseconds, answer).finally(() => {
    isAwaited = false;
  });
}

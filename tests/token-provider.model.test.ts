// Whatever happens in whatever order: no caller gets a token that is expired or was refused, unless the source
// knew and gave it again; no two requests are in flight; an old reply replaces no newer token; an abort touches its
// caller alone, and releases it; no caller fails while there is a good token, nor waits for longer than a request
// can take, nor for one that was abandoned longer than 2 s; requests keep their distance, those for refused tokens
// too; and the source is told what was refused. `ProviderWorld` checks it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { useFakeClocks } from "./support/fake-clocks.ts";
import { ProviderWorld } from "./support/provider-world.ts";

type Event = (world: ProviderWorld) => void | Promise<void>;

describe("a provider's rules hold", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  const named = (name: string, event: Event) => Object.assign(event, { toString: () => name });
  // The provider takes one millisecond of the wall clock for one moment. A clock that shows the same one
  // twice would deceive it, for that millisecond; these times and jumps never add up to that.
  const time = fc.constantFrom(
    100,
    400,
    1000,
    4000,
    15_000,
    31_000,
    61_000,
    590_000,
    1_100_000,
    1_190_000,
  );
  const events: fc.Arbitrary<Event>[] = [
    fc.constant(named("get", (world) => world.getPlain())),
    fc
      .constantFrom(0, 30_000, 1e9)
      .map((minValidity) => named(`get ${minValidity}`, (world) => world.get(minValidity))),
    time.map((milliseconds) =>
      named(`pass ${milliseconds}`, () => clocks.passQuickly(milliseconds)),
    ),
    fc
      .constantFrom(-7_199_993, -3_599_993, -993, 1007, 3_600_007)
      .map((milliseconds) => named(`jump ${milliseconds}`, () => clocks.jump(milliseconds))),
    fc
      .tuple(fc.constantFrom(1, 5000, 60_000, 1_200_000), fc.boolean())
      .map((answer) => named(`answer ${answer.join(" ")}`, (world) => world.answer(...answer))),
    fc
      .constantFrom<[number, number?]>([0], [503], [401], [429], [429, 5000], [429, 600_000])
      .map((answer) => named(`fail ${answer.join(" ")}`, (world) => world.fail(...answer))),
    fc.nat(5).map((index) => named(`abort ${index}`, (world) => world.abort(index))),
    fc.constant(named("abort all", (world) => world.abortAll())),
    fc.boolean().map((isOld) => named(`invalidate ${isOld}`, (world) => world.invalidate(isOld))),
    // What is rare among all that may happen.
    fc
      .boolean()
      .map((isRepeated) =>
        named(`refused call ${isRepeated}`, async (world) => world.callInVain(isRepeated)),
      ),
    fc.constant(
      named("refresh in the background", async (world) => {
        world.getPlain();
        world.answer(1_200_000, false);
        await clocks.passQuickly(1_100_000);
        world.getPlain();
      }),
    ),
    fc.constant(named("freeze", (world) => world.freeze())),
    fc.constant(named("answer late", (world) => world.answerLate())),
    fc.constant(named("dispose", (world) => world.dispose())),
  ];
  const story = fc.array(fc.oneof(...events), { maxLength: 100, size: "max" });

  test("in any story", { timeout: 60_000 }, async () => {
    const stories = fc.asyncProperty(story, fc.boolean(), async (happens, isDeaf) => {
      const world = new ProviderWorld(isDeaf);
      try {
        for (const event of happens) {
          await event(world);
          await world.settle();
        }
      } finally {
        world.end();
      }
    });
    await expect(fc.assert(stories, { numRuns: 300 })).resolves.toBeUndefined();
  });
});

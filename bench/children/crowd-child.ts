// Lets crowds of callers come to one keeper, in one situation after the other. Its clocks can be moved.
import { setTimeout as sleep } from "node:timers/promises";
import { moveClocks } from "../measure/clocks.ts";
import { createCrowd } from "../measure/crowd.ts";
import { type Counts, crowdPlanFor, type Situation, situations } from "../measure/situations.ts";
import { startServer } from "../measure/start-server.ts";
import { keeperCalled } from "../peers/keepers.ts";

const [name, mode] = process.argv.slice(2);
const plan = crowdPlanFor(mode === "quick");
const server = await startServer();
const { create } = keeperCalled(name, { endpoint: server.endpoint, fetch });
// Whoever has started it may be gone.
process.once("disconnect", () => process.exit());
let unhandled = 0;
process.on("unhandledRejection", () => (unhandled += 1));

const counts: Counts[] = [];
for (const situation of situations) counts.push(await measure(situation));
process.send?.(counts);

async function measure({ age, isDown }: Situation): Promise<Counts> {
  const get = create();
  await server.set({});
  if (age !== undefined) {
    await get();
    moveClocks(age);
  }
  const crowd = createCrowd(plan);
  const unhandledBefore = unhandled;
  await server.set({ delay: 50, status: isDown ? 503 : 200 });
  await crowd.arrive(get);
  const requests = await server.requests();
  await server.set({ delay: 50 });
  const { blocked, longestWait, errors } = await crowd.outcome();
  if (errors.length > 0 && !isDown) throw errors[0];
  // What began in the background may end as well.
  await sleep(100);
  return {
    requests: requests + (await server.requests()),
    blocked,
    longestWait,
    failed: errors.length,
    unhandled: unhandled - unhandledBefore,
  };
}

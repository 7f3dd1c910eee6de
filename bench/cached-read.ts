// What a cached token costs: `await provider.getToken()` beside awaiting a promise that is resolved.
import { createTokenProvider } from "../lib/index.ts";

const rounds = 25;
const reads = 400_000;

const accessToken = {
  token: "FAKE",
  expiresIn: 1200,
  scope: [],
  expiresAt: Date.now() + 1_200_000,
};
const provider = createTokenProvider(async () => accessToken);
await provider.getToken();
const resolved = Promise.resolve(accessToken);

/** Nanoseconds for one read. */
async function timeOf(read: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < reads; count += 1) await read();
  return ((performance.now() - start) * 1e6) / reads;
}

// They take turns, for the machine is not always equally fast.
const floors: number[] = [];
const times: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  floors.push(await timeOf(() => resolved));
  times.push(await timeOf(() => provider.getToken()));
}
// The fastest rounds are those that nothing else disturbed.
const floor = Math.min(...floors);
const time = Math.min(...times);
process.stdout.write(`a resolved promise: ${floor.toFixed(1)} ns
provider.getToken(): ${time.toFixed(1)} ns, ${(time / floor).toFixed(2)} times that
`);

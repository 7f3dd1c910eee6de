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

const subjects: Readonly<Record<string, () => Promise<unknown>>> = {
  "a resolved promise": () => resolved,
  // The least that a token which expires can cost.
  "the same behind one clock": () => (Date.now() > 0 ? resolved : Promise.reject(new Error())),
  "provider.getToken()": () => provider.getToken(),
};

// They take turns, for the machine is not always equally fast; the fastest rounds are those that nothing
// else disturbed.
const fastest = new Map<string, number>();
for (let round = 0; round < rounds; round += 1) {
  for (const [name, read] of Object.entries(subjects)) {
    fastest.set(name, Math.min(fastest.get(name) ?? Infinity, await timeOf(read)));
  }
}
const [floor = Number.NaN] = fastest.values();
for (const [name, time] of fastest) {
  process.stdout.write(
    `${name}: ${time.toFixed(1)} ns, ${(time / floor).toFixed(2)} times the first\n`,
  );
}

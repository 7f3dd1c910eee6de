// What a provider makes of crowds and failures: requests, callers who waited, callers who failed; on a
// sandbox over real HTTP.
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "../lib/cli/serve.ts";
import { createTokenFetch, createTokenProvider, type TokenProvider } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";

const sandbox = createSandbox({ latency: 20, rateLimit: 1e6 });
const server = await serve((request) => sandbox.fetch(request), 0);
const endpoint = `${server.origin}/v2/token`;
const create = (expiresIn: number) =>
  createTokenProvider(sandbox.credentials, { endpoint, expiresIn, retry: 0 });

let blocked = 0;
let failed = 0;

/** One caller, who is blocked if the answer takes longer than a turn of the event loop. */
async function call(provider: TokenProvider): Promise<void> {
  let isWaiting = true;
  setImmediate(() => {
    if (isWaiting) blocked += 1;
  });
  await provider.getToken().then(
    () => undefined,
    () => {
      failed += 1;
    },
  );
  isWaiting = false;
}

async function report(name: string, scenario: () => Promise<unknown>): Promise<void> {
  [blocked, failed] = [0, 0];
  const before = sandbox.requests.filter(({ path }) => path === "/v2/token").length;
  await scenario();
  const after = sandbox.requests.filter(({ path }) => path === "/v2/token").length;
  process.stdout.write(
    `${name}: ${after - before} requests, ${blocked} blocked, ${failed} failed\n`,
  );
}

await report("10,000 callers on a cold provider", async () => {
  const provider = create(1200);
  await Promise.all(Array.from({ length: 10_000 }, async () => call(provider)));
});

const ageing = create(5);
await ageing.getToken();
await report("1,000 callers across expiry, the server up", async () => {
  const callers = Array.from({ length: 1000 }, async (_, index) => {
    await sleep(index * 6);
    await call(ageing);
  });
  await Promise.all(callers);
});

const failing = create(5);
await failing.getToken();
await report("1,000 callers while refreshing fails and the token is good", async () => {
  sandbox.fail(
    ...Array.from(
      { length: 100 },
      () => ({ type: "status", status: 503, path: "/v2/token" }) as const,
    ),
  );
  const callers = Array.from({ length: 1000 }, async (_, index) => {
    await sleep(index * 4);
    await call(failing);
  });
  await Promise.all(callers);
});

const other = createSandbox({ latency: 20 });
const otherServer = await serve((request) => other.fetch(request), 0);
const provider = createTokenProvider(other.credentials, {
  endpoint: `${otherServer.origin}/v2/token`,
});
const tokenFetch = createTokenFetch(provider, { origin: otherServer.origin });
other.revoke((await provider.getToken()).token);
const responses = await Promise.all(
  [0, 10, 20, 30, 40].map(async (delay) => {
    await sleep(delay);
    return tokenFetch(`${otherServer.origin}/v2/account`);
  }),
);
const refreshes = other.requests.filter(({ path }) => path === "/v2/token").length - 1;
const refused = responses.filter(({ ok }) => !ok).length;
process.stdout.write(
  `five staggered 401s of one token: ${refreshes} requests, ${refused} failed\n`,
);
await Promise.all([server.close(), otherServer.close()]);

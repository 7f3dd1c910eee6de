// One instance of a service, in a process of its own: it does what the test tells it, one thing after the other.
import { createTokenFetch, createTokenProvider, type TokenProvider } from "../../lib/index.ts";
import { sharedSource, type SharedLocks, type SharedStorage } from "../../lib/shared/index.ts";
import type { Command, Outcome, Start } from "./fleet.ts";

const start = JSON.parse(process.argv[2] ?? "") as Start;

if (start.clockAhead) {
  const { now } = Date;
  Date.now = () => now() + start.clockAhead;
}
const { storage, locks } = (await import(start.store)) as {
  readonly storage: SharedStorage;
  readonly locks?: SharedLocks;
};

const { base, credentials, expiresIn, totalTimeout } = start;
let provider: TokenProvider = createProvider();

function createProvider(): TokenProvider {
  const options = { storage, endpoint: `${base}/v2/token`, expiresIn, totalTimeout };
  return createTokenProvider(
    sharedSource(credentials, { ...options, ...(start.isLocked && { locks }) }),
  );
}

const tokens = new Set<string>();
const failures: string[] = [];
let longestWait = 0;
let calls = 0;
const state = { isBusy: false };

async function watch(call: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  try {
    await call();
  } catch (error) {
    failures.push(String(error));
  }
  calls += 1;
  longestWait = Math.max(longestWait, performance.now() - begun);
}

const getToken = async () => void tokens.add((await provider.getToken()).token);

/** Calls the API again and again, by a token fetch. */
async function work(): Promise<void> {
  const tokenFetch = createTokenFetch(provider, { origin: new URL(base).origin });
  while (state.isBusy) {
    await watch(async () => {
      await getToken();
      const { status } = await tokenFetch(`${base}/v2/account`);
      if (status !== 200) throw new Error(`the API answered ${status}`);
    });
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

let working: Promise<void> = Promise.resolve();

async function obey(command: Command): Promise<void> {
  switch (command.do) {
    case "begin":
      provider = createProvider();
      await Promise.all(Array.from({ length: command.callers }, async () => watch(getToken)));
      break;
    case "work":
      state.isBusy = true;
      working = work();
      break;
    case "rest":
      state.isBusy = false;
      await working;
      break;
    case "report":
      break;
  }
}

async function answer(command: Command): Promise<void> {
  await obey(command);
  const outcome: Outcome = {
    tokens: [...tokens],
    seen: tokens.size,
    failures: [...failures],
    longestWait,
    calls,
  };
  process.send?.(outcome);
  if (command.do === "report") return;
  tokens.clear();
  failures.length = 0;
  longestWait = 0;
  calls = 0;
}

process.on("message", (command: Command) => void answer(command));
// A service that runs has its connection.
await storage.getItem("fake");
process.on("disconnect", () => process.exit());
process.send?.("ready");

import type { Feature } from "../feature.ts";
import { found, outOfScope, type Finding } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { type Script, startScripted, tokenOf } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

export const recovery: Feature = {
  name: "recovery",
  title: "calls again with another token after a 401 of the API",
  probe:
    'The API refuses the first token, as one that was revoked, and takes the second. The 401 says `WWW-Authenticate: Bearer error="invalid_token"`.',
  async find(subject) {
    return callOf(subject, ({ headers }) =>
      headers.authorization === `Bearer ${tokenOf(0)}` ? refusal : { body: "{}" },
    );
  },
};

export const futileTokens: Feature = {
  name: "futile-tokens",
  title: "stops asking for tokens that do not help",
  probe: "Thirty calls, one after the other, of an API that answers 401 to every token.",
  async find(subject) {
    const { count, hasCall } = await countTokens(subject);
    if (!hasCall) return outOfScope("calling is yours");
    if (count === 1) return outOfScope("asks for no other");
    return found(count < 10, `${count} token requests`);
  },
};

const refusal = {
  status: 401,
  headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  body: "{}",
};

async function callOf(subject: Subject, script: Script): Promise<Finding> {
  const server = await startScripted();
  const api = await startScripted(script);
  try {
    const setup = { endpoint: server.endpoint, isHttpAllowed: true, api: api.origin };
    const { call } = subject.create(setup);
    if (!call) return outOfScope("calling is yours");
    const outcome = await outcomeOf(call(`${api.origin}/v2/account`), aLongWhile);
    const status = outcome.kind === "value" ? outcome.value : outcome.kind;
    return found(status === 200, `${status} after ${api.requests.length} call(s)`);
  } finally {
    server.close();
    api.close();
  }
}

async function countTokens(subject: Subject): Promise<{ count: number; hasCall: boolean }> {
  const server = await startScripted();
  const api = await startScripted(() => refusal);
  try {
    const setup = { endpoint: server.endpoint, isHttpAllowed: true, api: api.origin };
    const { call } = subject.create(setup);
    if (!call) return { count: 0, hasCall: false };
    for (let done = 0; done < 30; done += 1) await call(`${api.origin}/v2/account`);
    return { count: server.requests.length, hasCall: true };
  } finally {
    server.close();
    api.close();
  }
}

import { describe, expect, test } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { endOf, refusedTokensHeader } from "../../lib/broker/refused-token.ts";
import { brokerRequest } from "../support/broker-request.ts";
import { createSandboxBroker, session } from "./sandbox-broker.ts";

test("is told of by its end, which servers and pages of other versions know", () => {
  expect(refusedTokensHeader).toBe("sirv-refused-token");
  expect(endOf("FAKE.0123456789abcdef")).toBe("0123456789abcdef");
});

describe("a refused token", () => {
  const told = (token = "") => ({ ...session, "sirv-refused-token": token.slice(-16) });

  test("is replaced", async () => {
    const { ask, sandbox } = createSandboxBroker();
    const first = await ask(session);
    const second = await ask(told(first.token));
    expect(second.response.status).toBe(200);
    expect(second.token).not.toBe(first.token);
    expect(sandbox.requests).toHaveLength(2);
  });

  test("is replaced once, however many pages tell of it", async () => {
    const { ask, sandbox } = createSandboxBroker();
    const { token } = await ask(session);
    const answers = await Promise.all(Array.from({ length: 10 }, async () => ask(told(token))));
    expect(new Set(answers.map((answer) => answer.token)).size).toBe(1);
    expect(sandbox.requests).toHaveLength(2);
  });

  test("is found among those that a page tells of", async () => {
    const { ask, sandbox } = createSandboxBroker();
    const { token = "" } = await ask(session);
    const ends = ["x".repeat(16), token.slice(-16)].join();
    expect((await ask({ ...session, "sirv-refused-token": ends })).token).not.toBe(token);
    expect(sandbox.requests).toHaveLength(2);
  });

  test("is replaced by one that is as good as floor says", async () => {
    const asked: unknown[] = [];
    const provider = {
      getToken: async (options: unknown) => {
        asked.push(options);
        return { token: "FAKE", expiresIn: 1200, expiresAt: Date.now() + 500, scope: [] };
      },
      invalidate: () => true,
    };
    const broker = createTokenBroker(provider, { authorize: () => true, floor: 7000 });
    const response = await broker(brokerRequest("POST", { "sirv-refused-token": "FAKE" }));
    expect(asked).toEqual([{ minValidity: 7000 }, { minValidity: 7000 }]);
    // Less than a second is left, and it is not over.
    expect(await response.json()).toEqual({ token: "FAKE", expiresIn: 1, scope: [] });
  });

  test("costs no more than the provider's own bound", async () => {
    const { ask, sandbox } = createSandboxBroker();
    let token: string | undefined;
    for (let round = 0; round < 10; round += 1) ({ token } = await ask(told(token)));
    expect(token).toMatch(/^eyJ/);
    expect(sandbox.requests).toHaveLength(3);
  });

  test.each(["", "FAKE", "x".repeat(16), "x".repeat(10_000)])(
    "that is none of ours, %j, changes nothing",
    async (tail) => {
      const { ask, sandbox } = createSandboxBroker();
      const { token } = await ask(session);
      expect((await ask({ ...session, "sirv-refused-token": tail })).token).toBe(token);
      expect(sandbox.requests).toHaveLength(1);
    },
  );
});

// What a server's log is told when nobody listens.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createTokenBroker } from "../../lib/broker/index.ts";
import { createTokenProvider, TokenError } from "../../lib/index.ts";
import { brokerRequest } from "../support/broker-request.ts";

describe("without a token, the console is told", { concurrent: false }, () => {
  let printed: unknown[][];
  beforeEach(() => {
    printed = [];
    vi.spyOn(console, "error").mockImplementation((...words) => void printed.push(words));
  });
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    [
      "why, by an error of ours",
      new TokenError("SIRV_CLIENT_SECRET is missing.", { code: "invalid_input" }),
      "sirv-token: the broker has no token. SIRV_CLIENT_SECRET is missing.",
    ],
    [
      "nothing of somebody else's error",
      new Error("the vault said FAKE-secret"),
      "sirv-token: the broker has no token. Its source threw: see onError.",
    ],
  ])("%s", async (_, error, words) => {
    const provider = createTokenProvider(async () => {
      throw error;
    });
    const broker = createTokenBroker(provider, { authorize: () => true });
    expect((await broker(brokerRequest())).status).toBe(502);
    await vi.waitFor(() => expect(printed).toEqual([[words]]), 20_000);
  });
});

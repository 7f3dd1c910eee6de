// What test runners and pages over plain HTTP leave the sandbox.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A token, an upload, a list of one file, and a reply that breaks off. */
async function whatItAnswers(): Promise<readonly unknown[]> {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  const upload = await post(sandbox, "/v2/files/upload?filename=/a.jpg", token, "x");
  const list = await get(sandbox, "/v2/files/readdir?dirname=/", token);
  const { contents } = (await list.json()) as { contents: { filename: string }[] };
  sandbox.fail({ type: "cut-off" });
  const broken = await get(sandbox, "/v2/account", token);
  const end = await broken.text().then(
    () => "whole",
    () => "broken",
  );
  return [upload.status, contents.map(({ filename }) => filename), end];
}
const answers = [200, ["a.jpg"], "broken"];

describe("it answers", { concurrent: false }, () => {
  test("while no timer fires", async () => {
    vi.useFakeTimers();
    expect(await whatItAnswers()).toEqual(answers);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("with tokens that expire by the mocked time", async () => {
    vi.useFakeTimers();
    const sandbox = createSandbox();
    const token = await tokenOf(sandbox, 60);
    vi.setSystemTime(Date.now() + 61_000);
    expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
  });

  test("after a latency, a timer to be moved on like any other", async () => {
    vi.useFakeTimers();
    const sandbox = createSandbox({ latency: 60_000 });
    const answer = get(sandbox, "/v2/account");
    const answered = vi.fn<() => void>();
    void answer.then(answered);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(401);
  });

  test("without crypto.subtle and crypto.randomUUID", async () => {
    const { crypto } = globalThis;
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(await whatItAnswers()).toEqual(answers);
  });
});

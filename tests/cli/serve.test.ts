import { expect, test } from "vitest";
import { originOf, serve } from "../../lib/cli/serve.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";

test("what comes before a cut-off is sent", async ({ onTestFinished }) => {
  const sandbox = createSandbox();
  sandbox.fail({ type: "cut-off" });
  const served = await serve((request) => sandbox.fetch(request), 0);
  onTestFinished(() => served.close());
  const response = await fetch(`${served.origin}/v2/token`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader.read()).toEqual({ done: false, value: '{"token":"eyJ' });
  await expect(reader.read()).rejects.toThrow(TypeError);
});

test.each([
  ["127.0.0.1", "IPv4", "http://127.0.0.1:80"],
  ["0.0.0.0", "IPv4", "http://127.0.0.1:80"],
  ["::", "IPv6", "http://127.0.0.1:80"],
  ["::1", "IPv6", "http://[::1]:80"],
])("what listens on %s, %s, is reached at %s", (address, family, origin) => {
  expect(originOf({ address, family, port: 80 })).toBe(origin);
});

test("a reply keeps its length and its headers", async ({ onTestFinished }) => {
  const sandbox = createSandbox();
  const served = await serve((request) => sandbox.fetch(request), 0);
  onTestFinished(() => served.close());
  const response = await fetch(`${served.origin}/v2/account`);
  const text = await response.text();
  expect(response.headers.get("content-length")).toBe(String(text.length));
  expect(response.headers.get("server")).toBe("Sirv.API");
});

import { expect, onTestFinished, test } from "vitest";
import { serve } from "../../lib/cli/serve.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";

test("what comes before a cut-off is sent", async () => {
  const sandbox = createSandbox();
  sandbox.fail({ type: "cut-off" });
  const served = await serve((request) => sandbox.fetch(request), 0);
  onTestFinished(() => served.close());
  const response = await fetch(`${served.origin}/v2/token`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect(await reader.read()).toEqual({ done: false, value: '{"token":"eyJ' });
  await expect(reader.read()).rejects.toThrow(TypeError);
});

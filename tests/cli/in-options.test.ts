import { expect, test } from "vitest";
import { inOptions } from "../../lib/cli/in-options.ts";
import { requestToken, type RequestTokenOptions } from "../../lib/index.ts";
import { createSandbox, type SandboxFault } from "../../lib/sandbox/index.ts";
import { failureOf } from "../support/failure.ts";

/** The library's own sentence, in the command's words. */
async function sentenceOf(options: RequestTokenOptions, ...faults: SandboxFault[]) {
  const sandbox = createSandbox();
  const { credentials } = sandbox;
  sandbox.fail(...faults);
  const asked = requestToken(credentials, { fetch: sandbox.fetch, retry: 0, ...options });
  return inOptions((await failureOf(asked, credentials.clientSecret)).message);
}

test.each<[string, RequestTokenOptions, SandboxFault[]]>([
  ["--expires-in must be a whole number", { expiresIn: 4 }, []],
  ["--endpoint must be an absolute URL", { endpoint: "/v2/token" }, []],
  ["--endpoint must be https", { endpoint: "http://10.0.0.1/" }, []],
  ["Check --endpoint: ", {}, [{ type: "status", status: 404 }]],
  ["allow more in --timeout.", { timeout: 50 }, [{ type: "slow", delay: 60_000 }]],
])("%s", async (words, options, faults) => {
  const sentence = await sentenceOf(options, ...faults);
  expect(sentence).toContain(words);
  expect(sentence).not.toMatch(/expiresIn|totalTimeout|dangerously|[^-]endpoint (must|if)/);
});

test("the network's failure names --endpoint", async () => {
  const fetch = () => Promise.reject(new TypeError("fetch failed"));
  expect(await sentenceOf({ fetch })).toContain("Check the network, and --endpoint if it is set.");
});

import { expect, type TestContext, test, vi } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { runMain, startMain } from "./run-main.ts";

/** Serves a sandbox for one test, and gives its first line. */
async function serve({ onTestFinished }: TestContext, ...args: readonly string[]) {
  const controller = new AbortController();
  const { code, stdout, stderr } = startMain(["sandbox", "--port", "0", ...args], controller);
  const stop = async () => {
    controller.abort();
    return code;
  };
  onTestFinished(async () => void (await stop()));
  await vi.waitUntil(() => stdout().includes("\n"), { timeout: 20_000 });
  return { line: stdout().trim(), stderr, stop };
}

const post = async (url: string, value: unknown) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
  });

test("serves until it is told to stop", async (context) => {
  const { line, stderr, stop } = await serve(context);
  expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2\/token$/);
  const { expiresIn } = await requestToken(createSandbox().credentials, { endpoint: line });
  expect(expiresIn).toBe(1200);
  expect(await stop()).toBe(0);
  await expect(fetch(line)).rejects.toThrow(TypeError);
  // Without --verbose, no request is told.
  expect(stderr()).toMatch(
    /^The sandbox accepts these credentials, which are of no account:\nSIRV_CLIENT_ID=\w+\nSIRV_CLIENT_SECRET=FAKE\S+\nIts control path is http:\S+\/sandbox; .+\nCtrl-C ends it\.\n$/,
  );
});

test("stops at once when it is told before it serves", async () => {
  expect((await runMain(["sandbox", "--port", "0"], { signal: AbortSignal.abort() })).code).toBe(0);
});

test("--json tells scripts its addresses and credentials", async (context) => {
  const { line } = await serve(context, "--json");
  const { endpoint, baseUrl, control, ...rest } = JSON.parse(line) as Record<string, string>;
  const origin = /^http:\/\/127\.0\.0\.1:\d+/.exec(endpoint ?? "")?.[0];
  expect([endpoint, baseUrl, control]).toEqual([
    `${origin}/v2/token`,
    `${origin}/v2/`,
    `${origin}/sandbox`,
  ]);
  expect((await post(endpoint ?? "", rest["credentials"])).status).toBe(200);
});

test("scenarios from the command line and over HTTP", async (context) => {
  const options = ["--rate-limit", "4", "--expires-in", "60", "--latency", "1", "--verbose"];
  const { line, stderr } = await serve(context, "--json", ...options);
  const { baseUrl, control, credentials } = JSON.parse(line) as Record<string, string>;
  const askForToken = async () => post(`${baseUrl}token`, credentials);
  expect(await (await askForToken()).json()).toMatchObject({ expiresIn: 60 });
  await post(`${control}/faults`, { type: "status", status: 503, path: "/v2/token" });
  const statuses = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await askForToken()).status);
  expect(statuses).toEqual([503, 200, 200, 200, 429]);
  // The hour of the limit is over.
  await post(`${control}/clock`, { advance: 3_600_000 });
  expect((await askForToken()).status).toBe(200);
  expect(stderr()).toContain("POST /v2/token 429\nPOST /sandbox/clock 200\nPOST /v2/token 200\n");
  expect(stderr()).not.toContain("eyJ");
});

test.for([
  ["127.0.0.2", "127\\.0\\.0\\.2"],
  ["localhost", "(127\\.0\\.0\\.1|\\[::1\\])"],
] as const)("--host %s", async ([host, origin], context) => {
  const { line } = await serve(context, "--host", host);
  expect(line).toMatch(new RegExp(`^http://${origin}:\\d+/v2/token$`));
  expect((await fetch(line)).status).toBe(405);
});

test("a port in use", async (context) => {
  const { port } = new URL((await serve(context)).line);
  const { code, stdout, stderr } = await runMain(["sandbox", "--port", port]);
  expect(stderr).toMatch(
    new RegExp(`^sirv-token: --port ${port} can't be used: .*EADDRINUSE.*\\.\n$`),
  );
  expect([code, stdout]).toEqual([2, ""]);
});

test.each([
  ["--host", "nowhere.invalid", "--host nowhere.invalid can't be used: "],
  ["--expires-in", "4", "--expires-in must be a whole number of seconds from 5 to 604800"],
])("%s %s", async (option, value, complaint) => {
  const { code, stdout, stderr } = await runMain(["sandbox", "--port", "0", option, value]);
  expect(stderr).toContain(complaint);
  expect([code, stdout]).toEqual([2, ""]);
});

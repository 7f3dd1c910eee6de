// What the snippets do when there is no token: they say so on stderr, and no secret with it.
import { describe, expect, test } from "vitest";
import { errors } from "../../demo/snippets/errors.ts";
import { snippets } from "../../demo/snippets/index.ts";
import type { SandboxFault } from "../../lib/sandbox/index.ts";
import { createRemoteRecorder, createRemoteSandbox, fake } from "../support/control.ts";
import { runners, runSnippet } from "./run-snippet.ts";

/** In these languages it takes more lines to look than the rest of the program has. */
const notLooking: ReadonlySet<string> = new Set(["php", "java"]);
/** They have no environment, or do not end. */
const others: ReadonlySet<string> = new Set(["broker-server", "broker-page"]);

const reading = snippets.filter(({ id }) => id in runners && !others.has(id));

describe.each(reading.filter(({ id }) => !notLooking.has(id)))("$name", ({ id, write }) => {
  test("says which variable is missing, and sends nothing", { timeout: 90_000 }, async () => {
    const recorder = await createRemoteRecorder();
    const code = write({ endpoint: recorder.endpoint });
    const { stderr, code: exitCode } = await runSnippet(id, code);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("SIRV_CLIENT_ID");
    expect(await recorder.requests()).toEqual([]);
  });
});

describe.each(reading.filter(({ id }) => notLooking.has(id)))("$name", ({ id, write }) => {
  test("shows what Sirv says where a variable is missing", { timeout: 90_000 }, async () => {
    const sandbox = await createRemoteSandbox();
    const { stdout } = await runSnippet(id, write({ endpoint: sandbox.endpoint }));
    expect(stdout).toMatch(/"statusCode":40[01]/);
  });
});

describe("an error is told by its code", () => {
  test.each<[string, SandboxFault[], RegExp]>([
    ["unauthorized", [{ type: "status", status: 401 }], /^Check the client id and secret\.\n$/],
    ["rate_limited", [{ type: "rate-limit", resetIn: 900_000 }], /^Milliseconds to wait: \d{6}\n$/],
    ["redirected", [{ type: "redirect", location: "https://x.example" }], /^redirected /],
  ])("%s", async (_, faults, told) => {
    const sandbox = await createRemoteSandbox({ clients: [fake] });
    await sandbox.fail(...faults);
    const code = errors.write({ endpoint: sandbox.endpoint });
    const { stdout, stderr, code: exitCode } = await runSnippet("errors", code, fake);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain("FAKE");
  });

  test("invalid_input", async () => {
    const code = errors.write({
      endpoint: "https://x.example",
      credentials: { clientId: "fake", clientSecret: "" },
    });
    const { stderr, code: exitCode } = await runSnippet("errors", code);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/clientSecret must not be empty/);
  });
});

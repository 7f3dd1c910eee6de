import { expect, test } from "vitest";
import { createSandbox, type SandboxFault } from "../../lib/sandbox/index.ts";
import { postToken } from "../support/ask.ts";
import { failureOf } from "../support/failure.ts";

const types = "status, rate-limit, rate-limit-sentence, slow, redirect, reply, garbage, cut-off.";
const duration = "must be a whole number of milliseconds from 0 to 1000000000";
const line = "must be one line of Latin characters";

test.each<[unknown, string]>([
  [{ type: "timeout" }, `faults.0.type must be one of ${types}`],
  [{}, `faults.0.type must be one of ${types}`],
  [null, "faults.0 must be an object"],
  ["slow", "faults.0 must be an object"],
  [{ type: "status" }, "faults.0.status is missing"],
  [{ type: "status", status: "503" }, "faults.0.status must be a whole number from 200 to 599"],
  [{ type: "status", status: 99 }, "faults.0.status must be a whole number from 200 to 599"],
  [{ type: "status", status: 204 }, "faults.0.status must be one whose reply has a body"],
  [{ type: "status", status: 500, message: 5 }, "faults.0.message must be a string"],
  [
    { type: "status", status: 500, headers: { "a b": "c" } },
    "faults.0.headers.a b is no header's name",
  ],
  [{ type: "status", status: 500, headers: { a: "b\nc" } }, `faults.0.headers.a ${line}`],
  [{ type: "status", status: 500, headers: { a: "…" } }, `faults.0.headers.a ${line}`],
  [{ type: "status", status: 500, headers: { a: 5 } }, "faults.0.headers.a must be a string"],
  [{ type: "status", status: 500, headers: [["a", "b"]] }, "faults.0.headers"],
  [
    { type: "reply", body: "x", headers: { "Content-Length": "5" } },
    "faults.0.headers.Content-Length is for the server to set",
  ],
  [{ type: "rate-limit" }, "faults.0.resetIn is missing"],
  [{ type: "rate-limit", resetIn: -1 }, `faults.0.resetIn ${duration}`],
  [{ type: "rate-limit-sentence", resetIn: Number.NaN }, `faults.0.resetIn ${duration}`],
  [{ type: "slow", delay: -5 }, `faults.0.delay ${duration}`],
  [{ type: "slow", delayMs: 5 }, "faults.0.delay is missing; faults.0.delayMs is not known here"],
  [{ type: "redirect" }, "faults.0.location is missing"],
  [{ type: "redirect", location: "/a\nb" }, "faults.0.location must be a URL, encoded"],
  [{ type: "redirect", location: "/", status: 200 }, "faults.0.status must be a whole number from"],
  [{ type: "reply" }, "faults.0.body is missing"],
  [{ type: "reply", body: {} }, "faults.0.body must be a string, or null"],
  [{ type: "reply", body: "", status: 204 }, "faults.0 must have the body null with that status"],
  [
    { type: "garbage", size: -1 },
    "faults.0.size must be a whole number from 0 to 9007199254740991",
  ],
  [{ type: "cut-off", path: "v2/token" }, "faults.0.path must be a path without its query"],
  [{ type: "cut-off", path: "/v2/files/stat?filename=/a" }, "faults.0.path must be a path"],
])("%j is refused", async (fault, message) => {
  const sandbox = createSandbox();
  const good: SandboxFault = { type: "status", status: 500 };
  const error = await failureOf((async () => sandbox.fail(fault as SandboxFault, good))());
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain(`No fault was scripted: ${message}`);
  // Not the good one either.
  expect((await postToken(sandbox, sandbox.credentials)).status).toBe(200);
});

test.each<SandboxFault>([
  { type: "reply", body: null, status: 204 },
  { type: "reply", body: "", status: 200, headers: { "content-type": "text/html" } },
  { type: "redirect", location: "https://elsewhere.example/", status: 304 },
  { type: "garbage", size: 0 },
  { type: "slow", delay: 0 },
  { type: "status", status: 599, message: "", headers: {}, path: "/v2/token" },
])("%j is answered", async (fault) => {
  const sandbox = createSandbox();
  sandbox.fail(fault);
  const { status } = await postToken(sandbox, sandbox.credentials);
  expect(status).toBe("status" in fault ? fault.status : 200);
});

test.each(["/v2/files/ä b", "/v2/files/%C3%A4%20b"])(
  "the path %s is that of a URL",
  async (path) => {
    const sandbox = createSandbox();
    sandbox.fail({ type: "status", status: 503, path });
    const response = await sandbox.fetch("https://api.sirv.com/v2/files/ä b?filename=/a");
    expect(response.status).toBe(503);
  },
);

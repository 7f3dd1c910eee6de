import { describe, expect, test } from "vitest";
import { withControl } from "../../lib/cli/control.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { get, tokenOf } from "../support/ask.ts";

function setUp() {
  const sandbox = createSandbox();
  const answer = withControl(() => sandbox);
  const ask = async (method: string, path: string, body: unknown = "") => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const init = { method, ...(text && { body: text }) };
    const response = await answer(new Request(`http://127.0.0.1${path}`, init));
    return [response.status, await response.json()] as const;
  };
  return { sandbox, answer, ask };
}

test("what is not under its path goes to the sandbox", async () => {
  const { sandbox, answer } = setUp();
  expect((await answer(new Request("http://127.0.0.1/v2/account"))).status).toBe(401);
  expect(sandbox.requests).toEqual([{ method: "GET", path: "/v2/account", status: 401 }]);
});

describe("POST /sandbox/faults", () => {
  const fault = { type: "status", status: 503 };

  test.each([
    [fault, 1],
    [[fault, { ...fault, path: "/v2/token" }], 2],
  ])("%j scripts %i", async (body, faults) => {
    const { ask, sandbox } = setUp();
    expect(await ask("POST", "/sandbox/faults", body)).toEqual([200, { faults }]);
    expect((await get(sandbox, "/v2/account")).status).toBe(503);
  });

  test.each([
    [{ type: "nothing" }, "No fault was scripted: faults.0.type must be one of status, "],
    [[fault, { type: "slow" }], "No fault was scripted: faults.1.delay is missing."],
    ["", "No fault was scripted: faults.0.type must be one of status, "],
    ["{", "The body is not JSON."],
    [Array.from({ length: 1001 }, () => fault), "At most 1000 faults are taken at once."],
  ])("%# is a 400 that says why, and scripts none", async (body, message) => {
    const { ask, sandbox } = setUp();
    const [status, reply] = await ask("POST", "/sandbox/faults", body);
    expect(status).toBe(400);
    expect(reply).toEqual({ message: expect.stringContaining(message) as unknown });
    expect((await get(sandbox, "/v2/account")).status).toBe(401);
  });
});

describe("POST /sandbox/revoke", () => {
  test.each(["", {}])("with the body %j revokes all", async (body) => {
    const { ask, sandbox } = setUp();
    const tokens = [await tokenOf(sandbox), await tokenOf(sandbox)];
    expect(await ask("POST", "/sandbox/revoke", body)).toEqual([200, {}]);
    for (const token of tokens) {
      expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
    }
    expect((await get(sandbox, "/v2/account", await tokenOf(sandbox))).status).toBe(200);
  });

  test("with a token revokes that one", async () => {
    const { ask, sandbox } = setUp();
    const [token, other] = [await tokenOf(sandbox), await tokenOf(sandbox)];
    expect(await ask("POST", "/sandbox/revoke", { token })).toEqual([200, {}]);
    expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
    expect((await get(sandbox, "/v2/account", other)).status).toBe(200);
  });

  test.each([{ token: "FAKE" }, { token: "" }])(
    "%j, which was not given, is a 400",
    async (body) => {
      const { ask, sandbox } = setUp();
      const token = await tokenOf(sandbox);
      const [status, reply] = await ask("POST", "/sandbox/revoke", body);
      expect(status).toBe(400);
      expect(JSON.stringify(reply)).toContain("the sandbox did not give this one");
      expect(JSON.stringify(reply)).not.toContain("FAKE");
      expect((await get(sandbox, "/v2/account", token)).status).toBe(200);
    },
  );

  test.each(["5", "null", "[]", { tokens: [] }, { token: 5 }, { token: null }])(
    "the body %j is none",
    async (body) => {
      const [status, reply] = await setUp().ask("POST", "/sandbox/revoke", body);
      expect(status).toBe(400);
      expect(reply).toEqual({ message: 'The body must be {"token":"..."}, or {} for all tokens.' });
    },
  );
});

describe("POST /sandbox/clock", () => {
  test("moves the clock, and tells the time", async () => {
    const { ask, sandbox } = setUp();
    const token = await tokenOf(sandbox, 60);
    const [status, reply] = await ask("POST", "/sandbox/clock", { advance: 61_000 });
    expect(status).toBe(200);
    const { now } = reply as { now: number };
    expect(Math.abs(now - Date.now() - 61_000)).toBeLessThan(60_000);
    expect((await get(sandbox, "/v2/account", token)).status).toBe(401);
  });

  test("sets the clock", async () => {
    const { ask, sandbox } = setUp();
    await ask("POST", "/sandbox/clock", { set: Date.UTC(2030, 0, 1) });
    expect(new Date(sandbox.clock.now()).getUTCFullYear()).toBe(2030);
  });

  test.each([
    [{ set: 1e300 }, "must be a number of milliseconds that leads to a time"],
    [{ advance: "soon" }, 'The body must be {"advance":MS} or {"set":EPOCH_MS}.'],
    [{ add: 5 }, "The body must be"],
    [{}, "The body must be"],
    [{ advance: 5, set: 5 }, "The body must be"],
  ])("%j is a 400", async (body, message) => {
    const [status, reply] = await setUp().ask("POST", "/sandbox/clock", body);
    expect(status).toBe(400);
    expect(reply).toEqual({ message: expect.stringContaining(message) as unknown });
  });
});

test("POST /sandbox/reset begins again, with another sandbox", async () => {
  const answer = withControl(() => createSandbox());
  const send = async (method: string, path: string, body?: string) =>
    answer(new Request(`http://127.0.0.1${path}`, { method, ...(body && { body }) }));
  await send("POST", "/sandbox/faults", '{"type":"status","status":503}');
  await send("GET", "/v2/account");
  await send("POST", "/sandbox/faults", '{"type":"status","status":503}');
  expect((await send("POST", "/sandbox/reset")).status).toBe(200);
  expect(await (await send("GET", "/sandbox/requests")).json()).toEqual([]);
  expect((await send("GET", "/v2/account")).status).toBe(401);
});

test("GET /sandbox/requests tells what was answered, and not what was scripted", async () => {
  const { ask, sandbox } = setUp();
  await ask("POST", "/sandbox/faults", { type: "status", status: 500 });
  await get(sandbox, "/v2/account");
  expect(await ask("GET", "/sandbox/requests")).toEqual([
    200,
    [{ method: "GET", path: "/v2/account", status: 500 }],
  ]);
});

test.each([
  ["GET", "/sandbox/faults"],
  ["POST", "/sandbox/fault"],
  ["GET", "/sandbox/"],
  ["GET", "/sandbox"],
])("%s %s is a 404 that tells what there is", async (method, path) => {
  const [status, reply] = await setUp().ask(method, path);
  expect(status).toBe(404);
  expect(reply).toEqual({
    message:
      "The control path has POST /sandbox/faults, POST /sandbox/revoke, POST /sandbox/clock, POST /sandbox/reset, GET /sandbox/requests.",
  });
});

test("a page of another origin may use it", async () => {
  const { answer } = setUp();
  const url = "http://127.0.0.1/sandbox/faults";
  const preflight = await answer(new Request(url, { method: "OPTIONS" }));
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, POST");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type");
  const complaint = await answer(new Request(url, { method: "POST", body: "{" }));
  expect(complaint.headers.get("access-control-allow-origin")).toBe("*");
});

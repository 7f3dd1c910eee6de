// docs/errors.md says of each error what the library says, and no more.
import type { Options, StandardSchemaV1 } from "ky";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { exitCodeOf, failed, interrupted, ok, usage } from "../../lib/cli/exit-code.ts";
import { createSirvClient, createTokenProvider, type TokenErrorCode } from "../../lib/index.ts";
import { isNetworkFailure } from "../../lib/request/network-failure.ts";
import { createSandbox, type SandboxFault } from "../../lib/sandbox/index.ts";
import { bare, codeSpansIn, sectionsOf, tableIn } from "./document.ts";
import { tokenErrors } from "./provoked.ts";
import { runProgram } from "./run-program.ts";

// The type checker knows whether this is all of them.
const codes = Object.keys({
  invalid_input: true,
  insecure_endpoint: true,
  unauthorized: true,
  rate_limited: true,
  redirected: true,
  http_error: true,
  network_error: true,
  timeout: true,
  invalid_response: true,
} satisfies Record<TokenErrorCode, true>) as TokenErrorCode[];

const sections = sectionsOf("errors.md");
const overview = tableIn(sections, "Errors", "code");
const isCode = (text: string): text is TokenErrorCode => codes.some((code) => code === text);

test("every code has a section and a line, in the order of the type, and nothing else has", () => {
  const looksLikeCode = ({ heading }: { heading: string }) => /^[a-z_]+$/.test(heading);
  expect(sections.filter(looksLikeCode).map(({ heading }) => heading)).toEqual(codes);
  // As pages make anchors of headings.
  expect(overview.rows.map(([link]) => link)).toEqual(
    codes.map((code) => `[\`${code}\`](#${code})`),
  );
});

describe("what is printed", { concurrent: false }, () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2026, 10, 25, 16, 10) });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(
    sections.flatMap(({ heading, programs }) => programs.map((program) => ({ heading, program }))),
  )("$heading", async ({ heading, program }) => {
    expect(await runProgram(program.code)).toBe(program.printed);
    if (!isCode(heading)) return;
    expect(await runProgram(program.code.replace("error.message", "error.code"))).toBe(heading);
  });
});

describe("what is told of errors", { concurrent: false }, () => {
  test.each(codes)("%s: its table quotes the library, and nothing is left out", async (code) => {
    const messages = (await tokenErrors(code)).map(({ message }) => message);
    const tables = sections
      .filter(({ heading }) => heading === code)
      .flatMap((section) => section.tables.filter(({ head }) => head[0] === "it says"));
    const quoted = tables.flatMap(({ rows }) => rows.flatMap(([cell = ""]) => codeSpansIn(cell)));
    const unheard = quoted.filter((words) => !messages.some((message) => message.includes(words)));
    expect(unheard).toEqual([]);
    const isExplained = (message: string) => quoted.some((words) => message.includes(words));
    const unexplained = messages.filter((message) => tables.length > 0 && !isExplained(message));
    expect(unexplained).toEqual([]);
  });

  test.each(codes)("%s: the line of the first table holds", async (code) => {
    const row = overview.rows.find(([link = ""]) => bare(link) === code) ?? [];
    const [, , triedAgain = "", , statuses = "", issues = ""] = row;
    const errors = await tokenErrors(code);
    const repeated = errors.filter(({ wasRepeated }) => wasRepeated);
    expect({
      codes: [...new Set(errors.map((error) => error.code))],
      isRepeated: repeated.length > 0,
      hasIssues: errors.some((error) => error.issues !== undefined),
    }).toEqual({ codes: [code], isRepeated: triedAgain !== "no", hasIssues: issues !== "–" });
    const isListed = (cell: string) => (error: { readonly status?: number | undefined }) =>
      lists(cell, error.status);
    expect(errors.filter((error) => !isListed(statuses)(error))).toEqual([]);
    const others = repeated.filter((error) => !isListed(triedAgain)(error));
    expect(/\d/.test(triedAgain) ? others : []).toEqual([]);
  });
});

/** Whether a cell lists a status, such as `408, 5xx`. */
function lists(cell: string, status: number | undefined): boolean {
  const wanted = status === undefined ? ["–"] : [String(status), `${String(status)[0]}xx`, "other"];
  const listed = cell.split(", ").map((each) => each.replace(/^(or|any) /, ""));
  return listed.some((each) => wanted.includes(each));
}

test("the reasons of a network failure are known as such", () => {
  const { rows } = tableIn(sections, "network_error", "the reason in Node");
  for (const code of rows.flatMap(([cell = ""]) => codeSpansIn(cell))) {
    expect([code, isNetworkFailure({ code })]).toEqual([code, true]);
  }
});

describe("a client's errors", () => {
  /** Rejects with what becomes of a call while a sandbox does so. */
  async function call(fault: SandboxFault, options: Options = {}): Promise<unknown> {
    const { credentials, fetch, ...sandbox } = createSandbox();
    sandbox.fail({ path: "/v2/account", ...fault });
    const sirv = createSirvClient(credentials, { fetch, retry: 0, ...options });
    return sirv.get("account").json();
  }
  const slow: SandboxFault = { type: "slow", delay: 60_000 };
  const wrong: StandardSchemaV1 = {
    "~standard": {
      version: 1,
      vendor: "FAKE",
      validate: () => ({ issues: [{ message: "FAKE" }] }),
    },
  };
  const sirv = createSirvClient(createSandbox().credentials, { fetch: createSandbox().fetch });
  const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
  // No program listens there: the port is for those of the system's owner.
  const nobody = "http://127.0.0.1:1/";
  const nowhere = createSirvClient(provider, { baseUrl: nobody, retry: 0 });

  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    SirvTokenError: async () =>
      createSirvClient(
        { clientId: "FAKE", clientSecret: "FAKE-secret" },
        { fetch: createSandbox().fetch },
      ).get("account"),
    HTTPError: async () => call({ type: "status", status: 403 }),
    TimeoutError: async () => call(slow, { timeout: 30 }),
    NetworkError: async () => nowhere.get("account"),
    TypeError: async () => call({ type: "cut-off" }),
    AbortError: async () => call(slow, { signal: AbortSignal.abort() }),
    SyntaxError: async () => call({ type: "reply", body: "<!doctype html>" }),
    SchemaValidationError: async () => sirv.get("account").json(wrong),
  };

  const { rows } = tableIn(sections, "A client's errors", "error.name");

  test.each(rows.map(([name = ""]) => bare(name)))("%s", async (name) => {
    await expect(calls[name]?.()).rejects.toMatchObject({ name });
  });

  test("and no others", () => {
    expect(rows.map(([name = ""]) => bare(name))).toEqual(Object.keys(calls));
  });

  test("a signal's own limit has the name of ky's, and the signal tells which it was", async () => {
    const signal = AbortSignal.timeout(30);
    await expect(call(slow, { signal })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(signal.aborted).toBe(true);
  });
});

test("the command's exit codes", () => {
  const { rows } = tableIn(sections, "The command's exit codes", "exit");
  const told = rows.flatMap(([exit, when = ""]) =>
    codeSpansIn(when)
      .filter(isCode)
      .map((code) => [code, Number(exit)]),
  );
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(codes.map((code) => [code, exitCodeOf(code)])),
  );
  const exits = rows.map(([exit]) => Number(exit));
  // 1 and 9 are Node's.
  expect(exits).toEqual([ok, 1, usage, 3, 4, failed, 9, interrupted]);
});

// docs/limits.md promises no more, and no less, than what happens.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createTokenProvider } from "../../lib/index.ts";
import { checkRequestOptions } from "../../lib/request/request-options.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { bare, sectionsOf, tableIn } from "./document.ts";
import { runProgram } from "./run-program.ts";
import { uploads } from "./uploads.ts";

const sections = sectionsOf("limits.md");
const programs = sections.flatMap((section) =>
  section.programs.map((program) => ({ heading: section.heading, ...program })),
);

test.each(programs)("the program below $heading ends well", async ({ code }) => {
  expect(await runProgram(code)).toBe("");
});

test("the provider of a module that is loaded twice is one", async () => {
  const isOurs = ({ heading }: { heading: string }) => heading === "Module copies and hot reload";
  const program = programs.find(isOurs);
  if (!program) throw new Error("docs/limits.md has no program below Module copies and hot reload");
  const read = `${program.code}\nconsole.log(provider === globalThis.sirvTokens);`;
  vi.stubGlobal("sirvTokens", undefined);
  try {
    const first = await runProgram(read);
    const kept: unknown = Reflect.get(globalThis, "sirvTokens");
    expect([first, await runProgram(read)]).toEqual(["true", "true"]);
    expect(Reflect.get(globalThis, "sirvTokens")).toBe(kept);
  } finally {
    vi.unstubAllGlobals();
  }
});

test("time limits are the defaults", () => {
  const { timeout = 0, totalTimeout = 0 } = checkRequestOptions({}).value ?? {};
  const rows = tableIn(sections, "Time", "ends after").rows.filter(([call = ""]) =>
    /requestToken|getToken/.test(call),
  );
  // What is beyond the provider's own limit, tests of the provider hold.
  const expected = [timeout, totalTimeout, totalTimeout, totalTimeout + 1000, totalTimeout + 2000];
  expect(rows.map(([, after = ""]) => Number.parseInt(after) * 1000)).toEqual(expected);
});

describe("an upload", { timeout: 120_000 }, () => {
  const { rows } = tableIn(sections, "Memory of an upload", "copies of the file");
  const cases = rows.map((row) => row.map(bare));

  test("is compared in these ways, and no others", () => {
    expect(cases.map(([way]) => way)).toEqual(Object.keys(uploads));
  });

  test.each(cases)("by %s keeps %s copies of the file", async (way, copies) => {
    const program = fileURLToPath(new URL("upload-memory.ts", import.meta.url));
    const args = ["--expose-gc", program, way ?? ""];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe(copies);
  });

  test.each(cases)("by %s: %s copies, after a 401 %s", async (way = "", _, outcome) => {
    const sandbox = createSandbox();
    const { fetch } = sandbox;
    const provider = createTokenProvider(sandbox.credentials, { fetch });
    await provider.getToken();
    sandbox.revoke();
    const target = { provider, origin: "https://api.sirv.com", fetch };
    const status = await uploads[way]?.(new Blob(["FAKE"]), target);
    expect(status).toBe(outcome === "sent again" ? 200 : 401);
  });
});

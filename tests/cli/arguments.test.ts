import { expect, test } from "vitest";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { runMain } from "./run-main.ts";

// What the command would do with them if it took these arguments.
const env = { SIRV_CLIENT_ID: "fakeClientId", SIRV_CLIENT_SECRET: "FAKE-secret" };

test.each<[name: string, complaint: string, args: string[]]>([
  ["an unknown option", "Unknown option '--secret'.", ["--secret=FAKE"]],
  ["an option of two lines", "Unknown option '--two", ["--two\nlines"]],
  ["credentials as arguments", "not taken from arguments.", ["id", "FAKE"]],
  ["no number", "--expires-in takes a whole number.", ["--expires-in", "soon"]],
  ["a unit", "--timeout takes a whole number.", ["--timeout", "1s"]],
  ["a missing value", "argument missing", ["--endpoint"]],
  ["two outputs", "--json and --header exclude each other.", ["--json", "--header"]],
  ["two sources", "--stdin and --sandbox exclude each other.", ["--stdin", "--sandbox"]],
  ["two endpoints", "--endpoint and --sandbox exclude", ["--endpoint", "https://a", "--sandbox"]],
  ["a port without a server", "--port does not go with a token request.", ["--port", "1"]],
  ["a latency without one", "--latency does not go with", ["--latency", "1"]],
  ["options of a token request", "--header does not go with", ["sandbox", "--header"]],
  ["no latency", "--latency takes a whole number.", ["sandbox", "--latency", "soon"]],
  ["no host", "--host takes a name or an address", ["sandbox", "--host", ""]],
  ["no port", "--port takes a whole number from 0 to 65535.", ["sandbox", "--port", "65536"]],
])("%s: one line says so, and repeats no value", async (_, complaint, args) => {
  const { code, stdout, stderr } = await runMain(args, { env });
  expect(stderr).toContain(complaint);
  expect(stderr).toMatch(/^sirv-token: [^\n]+\n$/);
  expect(stderr).not.toContain("FAKE");
  expect([code, stdout]).toEqual([2, ""]);
});

test("what is not given is what the help says, or the library's to choose", () => {
  expect(parseArguments([])).toMatchObject({
    command: "token",
    output: "token",
    credentials: "environment",
    expiresIn: undefined,
    endpoint: undefined,
    timeout: undefined,
  });
  const { command, sandbox } = parseArguments(["sandbox"]);
  expect(command).toBe("sandbox");
  expect(sandbox).toMatchObject({ host: "127.0.0.1", port: 7478, json: false, verbose: false });
});

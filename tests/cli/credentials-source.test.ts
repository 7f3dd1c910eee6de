import { describe, expect, test } from "vitest";
import { createRemoteSandbox } from "../support/control.ts";
import { envFile } from "./env-file.ts";
import { type Input, runMain } from "./run-main.ts";

// As Sirv's secrets are: base64 with all that an env file could stumble over.
const credentials = {
  clientId: "fakeClientId",
  clientSecret: "FAKE+secret/with=signs+and/padding==",
};
const env = { SIRV_CLIENT_ID: credentials.clientId, SIRV_CLIENT_SECRET: credentials.clientSecret };

/** Runs the command against a sandbox that takes these very credentials and no other. */
async function ask(args: readonly string[], input: Input) {
  const { endpoint } = await createRemoteSandbox({ clients: [credentials] });
  return runMain(["--endpoint", endpoint, ...args], input);
}

const aToken = { code: 0, stdout: expect.stringMatching(/^eyJ/) as string, stderr: "" };

test("the environment", async () => {
  expect(await ask([], { env })).toEqual(aToken);
});

test("stdin", async () => {
  expect(await ask(["--stdin"], { stdin: JSON.stringify(credentials) })).toEqual(aToken);
});

describe("an env file", () => {
  const [id, secret] = Object.entries(env).map((entry) => entry.join("="));

  test("goes before the environment", async (context) => {
    const file = envFile(
      context,
      `# of no account\n${id}\nSIRV_CLIENT_SECRET="${credentials.clientSecret}"\n`,
    );
    expect(
      await ask(["--env-file", file], { env: { ...env, SIRV_CLIENT_SECRET: "FAKE" } }),
    ).toEqual(aToken);
  });

  test("may hold one of the two", async (context) => {
    expect(
      await ask(["--env-file", envFile(context, `${secret}\n`)], {
        env: { SIRV_CLIENT_ID: credentials.clientId },
      }),
    ).toEqual(aToken);
  });

  test("may begin with a byte order mark", async (context) => {
    expect(await ask(["--env-file", envFile(context, `\uFEFF${id}\n${secret}\n`)], {})).toEqual(
      aToken,
    );
  });
});

const both = "SIRV_CLIENT_ID and SIRV_CLIENT_SECRET are not set.";
const { SIRV_CLIENT_ID } = env;

test.each<[name: string, complaint: string, args: string[], input: Input]>([
  ["no credentials", both, [], {}],
  ["no secret", ": SIRV_CLIENT_SECRET is not set.", [], { env: { SIRV_CLIENT_ID } }],
  ["an empty secret", "is not set.", [], { env: { SIRV_CLIENT_ID, SIRV_CLIENT_SECRET: "" } }],
  ["no JSON", "stdin is not JSON", ["--stdin"], { stdin: "FAKE" }],
  ["wrong JSON", "clientSecret is missing", ["--stdin"], { stdin: '{"clientId":"FAKE"}' }],
  ["no env file", "--env-file can't be read: ENOENT", ["--env-file", "nowhere/.env"], { env }],
])("%s: one line says so, without the secret", async (_, complaint, args, input) => {
  const { code, stdout, stderr } = await runMain(args, input);
  expect(stderr).toContain(complaint);
  expect(stderr).toMatch(/^sirv-token: [^\n]+\n$/);
  expect(stderr).not.toContain("FAKE");
  expect([code, stdout]).toEqual([2, ""]);
});

import { expect, test } from "vitest";
import { lookSwapped } from "../../lib/cli/swapped.ts";
import { createRemoteSandbox } from "../support/control.ts";
import { runMain } from "./run-main.ts";

const id = "fakeClientIdOfNoAccount0000";
const secret = `${"FAKE+secret/".repeat(7)}FA==`;

test.each([
  [secret, id, true],
  [`${secret}\n`, ` ${id}`, true],
  [id, secret, false],
  [id, id, false],
  [secret, secret, false],
  ["", "", false],
])("id %j and secret %j look swapped: %j", (clientId, clientSecret, swapped) => {
  expect(lookSwapped({ clientId, clientSecret })).toBe(swapped);
});

test("the command says so, when they were refused", async () => {
  const { endpoint } = await createRemoteSandbox();
  const env = { SIRV_CLIENT_ID: secret, SIRV_CLIENT_SECRET: id };
  const { code, stderr } = await runMain(["--endpoint", endpoint], { env });
  expect(stderr).toMatch(/They look swapped: the id is the shorter one\.\n$/);
  expect(stderr).not.toContain("FAKE");
  expect(code).toBe(3);
});

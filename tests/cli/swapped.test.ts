import { expect, test } from "vitest";
import { lookSwapped } from "../../lib/cli/swapped.ts";

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

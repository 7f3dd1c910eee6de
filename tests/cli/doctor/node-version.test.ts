import { expect, test } from "vitest";
import { checkNodeVersion } from "../../../lib/cli/doctor/node-version.ts";

test.each([
  ["v22.0.0", ">=22", "ok"],
  ["v26.10.0", ">=22", "ok"],
  ["v100.0.0", ">=22", "ok"],
  ["v20.20.2", ">=22", "failed"],
  ["v9.0.0", ">=22", "failed"],
])("%s for %s is %s", (version, range, status) => {
  expect(checkNodeVersion(version, range).status).toBe(status);
});

test("one that is too old is named, with the one that is needed", () => {
  expect(checkNodeVersion("v20.20.2", ">=22")).toEqual({
    name: "node",
    status: "failed",
    exitCode: 2,
    message: "Node 20.20.2 is too old for sirv-token, which needs Node 22 or later.",
    advice: 'Install Node 22 or later; "node --version" tells which one runs.',
  });
});

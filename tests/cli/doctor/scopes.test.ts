import { expect, test } from "vitest";
import { checkScopes } from "../../../lib/cli/doctor/scopes.ts";

test.each([
  [["files:read", "images"], "ok", "The token allows files:read, images."],
  [[], "note", "The reply does not say what the token allows."],
  [["files:read", "\u001B[2J", "eyJFAKE"], "ok", "The token allows files:read, …, …."],
])("%j", (scope, status, message) => {
  const finding = checkScopes({ token: "FAKE", expiresIn: 60, expiresAt: 0, scope });
  expect([finding.status, finding.message]).toEqual([status, message]);
});

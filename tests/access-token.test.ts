import { describe, expect, test } from "vitest";
import { parseAccessToken } from "../lib/access-token.ts";
import { tokenReply } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

const parse = (reply: unknown) => parseAccessToken(reply, 200, 1_000_000, "api.sirv.com");

async function complaintOf(reply: unknown) {
  const error = await failureOf(Promise.resolve(reply).then(parse));
  expect(error).toMatchObject({ code: "invalid_response", status: 200 });
  expect(error.message).toContain("api.sirv.com answered 200: ");
  return error.issues;
}

test("expiresAt is counted from when the request was sent", () => {
  expect(parse({ ...tokenReply, expiresIn: 1200 }).expiresAt).toBe(2_200_000);
});

test("the result is frozen, its scopes too", () => {
  const accessToken = parse(tokenReply);
  expect(Object.isFrozen(accessToken)).toBe(true);
  expect(Object.isFrozen(accessToken.scope)).toBe(true);
});

test("unknown fields are left out", () => {
  expect(Object.keys(parse({ ...tokenReply, refresh: "FAKE" }))).toEqual([
    "token",
    "expiresIn",
    "scope",
    "expiresAt",
  ]);
});

test.each([
  [undefined, []],
  [[], []],
  ["", []],
  ["files:read", ["files:read"]],
  ["files:read  files:write ", ["files:read", "files:write"]],
  [
    ["files:read", "videos images"],
    ["files:read", "videos", "images"],
  ],
])("scope %j becomes %j", (scope, list) => {
  expect(parse({ ...tokenReply, scope }).scope).toEqual(list);
});

describe("a reply that is not the documented one is refused", () => {
  test.each([
    ["no object", "a string"],
    ["null", null],
    ["an array", []],
    ["empty", {}],
    ["an error", { statusCode: 200, message: "fine" }],
  ])("%s", async (_, reply) => {
    expect((await complaintOf(reply))?.length).toBeGreaterThan(0);
  });

  test.each([
    ["token", 5],
    ["token", ""],
    ["token", "with space"],
    ["token", "line\nbreak"],
    ["token", "naïve"],
    ["expiresIn", undefined],
    ["expiresIn", "1200"],
    ["expiresIn", 0],
    ["expiresIn", -1],
    ["expiresIn", 1.5],
    ["expiresIn", 1e300],
    ["expiresIn", null],
    ["scope", 5],
    ["scope", [5]],
    ["scope", {}],
  ])("%s %j", async (path, value) => {
    const issues = await complaintOf({ ...tokenReply, [path]: value });
    expect(issues?.map((issue) => issue.path)).toEqual([path]);
  });
});

import { describe, expect, test } from "vitest";
import { checkTokenReply, createAccessToken } from "../lib/access-token.ts";
import { tokenReply } from "./support/control.ts";
import { expectNoSecrets } from "./support/no-secrets.ts";

/** The access token in a reply. */
function parse(reply: unknown) {
  const { value } = checkTokenReply(reply);
  if (!value) throw new Error("the reply was refused");
  return createAccessToken(value, 2_200_000);
}

test("a token is handed out as it came, with its expiry", () => {
  expect(parse(tokenReply)).toEqual({ ...tokenReply, expiresAt: 2_200_000 });
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
    ["nothing", undefined],
    ["an array", []],
    ["empty", {}],
    ["an error", { statusCode: 200, message: "fine" }],
  ])("%s", (_, reply) => {
    const { value, issues } = checkTokenReply(reply);
    expect(value).toBeUndefined();
    expect(issues?.length).toBeGreaterThan(0);
    for (const { message } of issues ?? []) expect(message).toMatch(/^(the reply|\w+) (must|is)/);
  });

  const noBearer = "token must be a bearer token, without spaces or control characters";
  const noSeconds = "expiresIn must be a whole number of seconds from 1 to 1000000000";
  const noScope = "scope must be a list of strings";

  test.each([
    ["token", 5, noBearer],
    ["token", null, noBearer],
    ["token", "", noBearer],
    ["token", "FAKE with space", noBearer],
    ["token", "FAKE\nbreak", noBearer],
    ["token", "FAKE\u0000control", noBearer],
    ["token", "FAKE-naïve", noBearer],
    ["token", "FAKE=in=the=middle", noBearer],
    ["expiresIn", "1200", noSeconds],
    ["expiresIn", 0, noSeconds],
    ["expiresIn", -1, noSeconds],
    ["expiresIn", 1.5, noSeconds],
    ["expiresIn", 1e300, noSeconds],
    ["expiresIn", Number.NaN, noSeconds],
    ["expiresIn", null, noSeconds],
    ["scope", 5, noScope],
    ["scope", [5], noScope],
    ["scope", {}, noScope],
  ])("%s %j", (field, wrong, message) => {
    const { issues } = checkTokenReply({ ...tokenReply, [field]: wrong });
    expect(issues).toEqual([{ message, path: [field] }]);
    expectNoSecrets(issues, "FAKE");
  });

  test.each(["token", "expiresIn"])("without %s", (field) => {
    const { [field]: _, ...rest }: Readonly<Record<string, unknown>> = { ...tokenReply };
    const { issues } = checkTokenReply(rest);
    expect(issues).toEqual([{ message: `${field} is missing`, path: [field] }]);
  });

  test("and told of all that is wrong", () => {
    const { issues } = checkTokenReply({ token: 5, expiresIn: "5", scope: 5 });
    expect(issues?.map(({ message }) => message)).toEqual([noBearer, noScope, noSeconds]);
  });
});

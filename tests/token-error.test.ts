import { expect, test } from "vitest";
import { isTokenError, requestToken, TokenError } from "../lib/index.ts";
import { createRemoteSandbox } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

test("it is an Error with a name of its own, a stack and its details", () => {
  const error = new TokenError("What happened", { code: "http_error", status: 500 });
  expect(error).toBeInstanceOf(Error);
  // V8 begins it with the message, Firefox and WebKit do not.
  expect(error.stack).toContain("token-error.test");
  expect(String(error)).toBe("SirvTokenError: What happened");
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "SirvTokenError",
    code: "http_error",
    status: 500,
  });
});

test("isTokenError knows one of another copy of the package", () => {
  // What another copy, or another realm, makes: the same fields and another class.
  class OtherTokenError extends Error {
    override readonly name = "SirvTokenError";
    readonly code = "timeout";
  }
  expect(isTokenError(new OtherTokenError())).toBe(true);
});

test.each([undefined, null, 5, "SirvTokenError", {}, new Error("SirvTokenError")])(
  "isTokenError(%j) is false",
  (value) => {
    expect(isTokenError(value)).toBe(false);
  },
);

test("isTokenError narrows to the codes, and others' TokenError is not one", async () => {
  class TokenErrorOfAnother extends Error {
    override readonly name = "TokenError";
    readonly code = "invalid_grant";
  }
  expect(isTokenError(new TokenErrorOfAnother())).toBe(false);

  const sandbox = await createRemoteSandbox();
  const error: unknown = await failureOf(
    requestToken({ clientId: "nobody", clientSecret: "FAKE" }, { endpoint: sandbox.endpoint }),
  );
  expect(isTokenError(error) && error.code).toBe("unauthorized");
});

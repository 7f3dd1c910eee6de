import { expect } from "vitest";
import { isTokenError, type TokenError } from "../../lib/index.ts";
import { expectNoSecrets } from "./no-secrets.ts";

/**
 * The `TokenError` that the promise rejects with; anything else fails the test, and so does an error
 * that holds one of the secrets.
 */
export async function failureOf(
  promise: Promise<unknown>,
  ...secrets: readonly string[]
): Promise<TokenError> {
  const error = await promise.then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!isTokenError(error)) throw error;
  expectNoSecrets(error, ...secrets);
  return error;
}

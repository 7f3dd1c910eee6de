import { inputError } from "../support/validate.ts";
import { TokenError } from "../token-error.ts";

/** For a token that had expired when it came. */
export function deadOnArrival(): TokenError {
  const message =
    "The new token expired on its way. Ask for one that lives longer, with expiresIn.";
  return new TokenError(message, { code: "invalid_response" });
}

/** For a source that would wait for itself. */
export function sourceAsksItself(): TokenError {
  return inputError("There is no token", [
    {
      message: "the token source asks its own provider, which waits for the source",
      path: [],
    },
  ]);
}

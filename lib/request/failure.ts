import type { Credentials } from "../credentials.ts";
import { readWait } from "../retry-after.ts";
import { flawsOf } from "../support/validate.ts";
import { TokenError, type TokenIssue } from "../token-error.ts";
import { isNetworkFailure, reasonOf } from "./network-failure.ts";
import { oddityOf } from "./oddities.ts";
import { type Reply, wordsOf } from "./reply.ts";
import type { RequestSettings } from "./request-options.ts";
import { safeText } from "./safe-text.ts";
import { type FailureCode, type FailureFacts, sentenceFor } from "./sentences.ts";

/** Makes the errors of one token request: each tells who was asked, and none holds a secret. */
export interface Failures {
  /** For a reply without a token. @param issues - What the reply of a success lacks. */
  ofReply(reply: Reply, issues?: readonly TokenIssue[]): TokenError;
  /**
   * For what was thrown; what is no network failure is given back as it is.
   *
   * @param isReading - Whether the reply had begun.
   */
  ofThrown(thrown: unknown, isReading?: boolean): unknown;
}

export function createFailures(
  credentials: Credentials,
  { endpoint, headers }: RequestSettings,
): Failures {
  const secrets = [credentials.clientSecret, ...secretsIn(headers)];
  const fail = (facts: FailureFacts, issues?: readonly TokenIssue[]) => {
    const { code, status, retryAfter } = facts;
    const message = sentenceFor(new URL(endpoint).host, facts);
    return new TokenError(message, { code, status, retryAfter, issues });
  };

  return {
    ofReply(reply, issues) {
      const { status, headers: fields } = reply;
      const words = wordsOf(reply);
      const code = codeOf(reply, words);
      const flaws = issues && flawsOf(issues);
      const facts: FailureFacts = {
        code,
        status,
        // A success that holds an error has the server's words for it.
        words: safeText(words, secrets) || flaws,
        hint: code === "unauthorized" ? oddityOf(credentials) : undefined,
        retryAfter: readWait(fields, code === "rate_limited", words),
      };
      return fail(facts, issues);
    },
    ofThrown(thrown, isReading) {
      if (!isNetworkFailure(thrown, isReading)) return thrown;
      // ky's own, when an attempt took too long, among others.
      if (thrown instanceof Error && thrown.name === "TimeoutError")
        return fail({ code: "timeout" });
      return fail({ code: "network_error", words: safeText(reasonOf(thrown), secrets) });
    },
  };
}

function codeOf({ status, isRedirect }: Reply, words: string): FailureCode {
  if (isRedirect) return "redirected";
  // Sirv has told so without the status, too.
  if (status === 429 || /rate limit exceeded/i.test(words)) return "rate_limited";
  if (status === 401 || status === 403) return "unauthorized";
  return status >= 200 && status < 300 ? "invalid_response" : "http_error";
}

/** What the caller's own headers hold that must not show, behind the name of a scheme. */
function secretsIn(headers: Headers | undefined): string[] {
  const secrets: string[] = [];
  headers?.forEach((value, name) => {
    if (/auth|cookie|key|token/.test(name))
      secrets.push(...value.replace(/^[\w-]+ +/, "").split(/[\s,;]+/));
  });
  return secrets;
}

import { inWords } from "../support/in-words.ts";
import type { TokenErrorCode } from "../token-error.ts";

/** What can go wrong once a request is under way. */
export type FailureCode = Exclude<TokenErrorCode, "invalid_input" | "insecure_endpoint">;

type Sentence = readonly [whatHappened: string, whatToDo: string];

const checkEndpoint = "Check endpoint: Sirv's ends in /v2/token";

/** What each failure says to people, behind the name of the host that was asked. */
const sentences: Readonly<Record<FailureCode, Sentence>> = {
  unauthorized: ["refused the credentials", "Check clientId and clientSecret"],
  rate_limited: ["was asked too often", "Share one provider: its token serves until it expires"],
  redirected: ["redirects, and the secret is not sent on", checkEndpoint],
  http_error: ["did not accept the request", `Check the credentials. ${checkEndpoint}`],
  network_error: ["gave no whole reply", "Check the network, and endpoint if it is set"],
  timeout: ["gave no whole reply in time", "Try again, or allow more in timeout and totalTimeout"],
  invalid_response: ["gave no token that can be used", checkEndpoint],
};

/** What some statuses say instead of `http_error`. */
const notFound: Sentence = ["has no token endpoint at that path", checkEndpoint];
const proxyAsks: Sentence = ["is behind a proxy that asks for a login", "Give the proxy one"];
const serverFailed: Sentence = ["failed", "Try again later"];

/** What is known of a failure. */
export interface FailureFacts {
  readonly code: FailureCode;
  readonly status?: number | undefined;
  /** What the server, or the runtime, says of it, fit to be shown. */
  readonly words?: string | undefined;
  /** More on what to do. */
  readonly hint?: string | undefined;
  /** Milliseconds until the server wants to be asked again. */
  readonly retryAfter?: number | undefined;
}

/** What happened, to whom, and what to do. */
export function sentenceFor(host: string, facts: FailureFacts): string {
  const { code, status, words, hint, retryAfter } = facts;
  const [whatHappened, whatToDo] = kindOf(code, status);
  const answer = [status, words].filter(Boolean).join(": ");
  const again = retryAfter ? ` Ask again in ${inWords(retryAfter)}.` : "";
  return `${host} ${whatHappened}${answer && ` (${answer})`}. ${whatToDo}${hint ? `: ${hint}` : ""}.${again}`;
}

function kindOf(code: FailureCode, status: number = 0): Sentence {
  if (code !== "http_error") return sentences[code];
  if (status === 404) return notFound;
  if (status === 407) return proxyAsks;
  return status === 408 || status >= 500 ? serverFailed : sentences[code];
}

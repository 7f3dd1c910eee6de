import type { Feature } from "./feature.ts";
import { abort } from "./probes/abort.ts";
import { cache } from "./probes/cache.ts";
import { failedRefresh } from "./probes/failed-refresh.ts";
import { oauthServer } from "./probes/oauth-server.ts";
import { plainHttp } from "./probes/plain-http.ts";
import { futileTokens, recovery } from "./probes/recovery.ts";
import { redirects } from "./probes/redirects.ts";
import { refreshAhead } from "./probes/refresh-ahead.ts";
import { replyCheck } from "./probes/reply-check.ts";
import { retries, retryAfter } from "./probes/retries.ts";
import { secretInError } from "./probes/secret-in-error.ts";
import { sharedStore } from "./probes/shared-store.ts";
import { singleFlight } from "./probes/single-flight.ts";
import { sirvRequest } from "./probes/sirv-request.ts";
import { tokenOrigin } from "./probes/token-origin.ts";

/** What is found out by running a library against servers on loopback. */
export const behaviour: readonly Feature[] = [
  sirvRequest,
  oauthServer,
  cache,
  singleFlight,
  refreshAhead,
  failedRefresh,
  retries,
  retryAfter,
  recovery,
  futileTokens,
  tokenOrigin,
  replyCheck,
  secretInError,
  redirects,
  plainHttp,
  abort,
  sharedStore,
];

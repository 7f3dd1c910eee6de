import type { AccessToken } from "../../index.ts";
import { fine, type Finding, note } from "./finding.ts";

/** What the token allows. */
export function checkScopes({ scope }: AccessToken): Finding {
  if (scope.length === 0) return note("scopes", "The reply does not say what the token allows.");
  // What a server sends may be anything: a terminal's control characters, or the secret.
  const shown = scope.map((each) => (/^[a-z:]{1,32}$/.test(each) ? each : "…"));
  return fine("scopes", `The token allows ${shown.join(", ")}.`);
}

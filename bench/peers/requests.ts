import { credentials } from "../measure/credentials.ts";
import { library } from "../measure/library.ts";
import type { Candidate } from "../measure/rounds.ts";
import { ours } from "../measure/ours.ts";
import { createHttpRequests, createPlatformRequests } from "./http-requests.ts";
import { createKyRequests } from "./ky-requests.ts";
import { askByFetch } from "./message.ts";
import { createOAuthRequests } from "./oauth-requests.ts";

/** One token request of everybody, each as its own documentation has it; the first is the baseline. */
export function createRequests(origin: string): Record<string, Candidate> {
  const endpoint = `${origin}/v2/token`;
  return {
    fetch: () => askByFetch(endpoint),
    [ours]: () => library.requestToken(credentials, { endpoint }),
    ...createPlatformRequests(endpoint),
    ...createKyRequests(endpoint),
    ...createHttpRequests(endpoint),
    ...createOAuthRequests(endpoint),
  };
}

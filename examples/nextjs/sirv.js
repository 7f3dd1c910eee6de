// Next refuses to build a client component that imports this.
import "server-only";
import { createSirvClient, environmentCredentials } from "sirv-token";

// One for all requests, which so share a token. The credentials are read when it is needed, not in the build.
export const sirv = createSirvClient(environmentCredentials, {
  baseUrl: process.env.SIRV_BASE_URL,
});

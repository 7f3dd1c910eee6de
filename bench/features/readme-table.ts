import type { FeaturesData } from "./data.ts";
import { shortTable } from "./document.ts";

const rows = [
  "asks Sirv for a token",
  "asks any other OAuth server",
  "keeps the token",
  "makes one request for many callers at once",
  "refreshes ahead of the end while callers go on with the old token",
  "gives the old token while it is good, if a refresh fails",
  "tries again after a 503",
  "calls again with another token after a 401 of the API",
  "checks the reply before it hands it out",
  "takes the secret to no other host by a redirect",
  "shares one token between processes",
  "runs in pages and workers as well as in Node, Deno and Bun",
  "signs users in (authorization code)",
  "packages that come along",
  "kB in a bundle",
];

const columns = {
  "sirv-token": "sirv-token",
  "@badgateway/oauth2-client": "badgateway",
  oauth4webapi: "oauth4webapi",
  "openid-client": "openid-client",
  "simple-oauth2": "simple-oauth2",
  "google-auth-library": "Google",
  "@azure/core-rest-pipeline": "Azure",
  "Sirv's TypeScript client": "Sirv's TypeScript",
  "Sirv's PHP SDK": "Sirv's PHP",
};

/** What a user decides by, for the README, and what was looked at when. */
export function readmeTable(data: FeaturesData): string {
  const looked = data.columns
    .filter(({ isRead }) => !isRead)
    .map(({ name, version }) => `${name} ${version}`);
  return `${shortTable(data, { rows, columns })}\n\nOf ${data.date}: ${looked.join(", ")}.`;
}

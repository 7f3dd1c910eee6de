import type { App } from "../measure/bundlers.ts";
import { builtFolder } from "../measure/folders.ts";
import { ours } from "../measure/ours.ts";

/** An app that has just what it needs. */
export interface NamedApp extends App {
  readonly name: string;
  /** What it can do with that. */
  readonly purpose: string;
}

/** What is bundled, one app each. */
export const apps: readonly NamedApp[] = [
  inPages(`${ours}: requestToken`, "one request", `export { requestToken } from ${library()}`),
  inPages(
    `${ours}: createTokenProvider`,
    "a token kept good",
    `export { createTokenProvider } from ${library()}`,
  ),
  inPages(`${ours}: all of it`, "all of it", `export * from ${library()}`),
  inPages("ky", "any request", 'export { default } from "ky"'),
  inPages("ofetch", "any request", 'export { ofetch } from "ofetch"'),
  inPages("wretch", "any request", 'export { default } from "wretch"'),
  inPages("axios", "any request", 'export { default } from "axios"'),
  inPages(
    "@badgateway/oauth2-client: OAuth2Client",
    "one request",
    'export { OAuth2Client } from "@badgateway/oauth2-client"',
  ),
  inPages(
    "@badgateway/oauth2-client: OAuth2Fetch",
    "a token kept good",
    'export { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client"',
  ),
  inPages(
    "oauth4webapi",
    "one request",
    'export { ClientSecretPost, clientCredentialsGrantRequest, processClientCredentialsResponse } from "oauth4webapi"',
  ),
  inPages(
    "openid-client",
    "one request",
    'export { clientCredentialsGrant, Configuration } from "openid-client"',
  ),
  inNode("simple-oauth2", "one request", 'export { ClientCredentials } from "simple-oauth2"'),
  inNode(
    "google-auth-library: OAuth2Client",
    "a token kept good",
    'export { OAuth2Client } from "google-auth-library"',
  ),
  inPages("lru-cache", "a cache alone", 'export { LRUCache } from "lru-cache"'),
];

function library(): string {
  return JSON.stringify(`${builtFolder}/index.js`);
}

function inPages(name: string, purpose: string, source: string): NamedApp {
  return { name, purpose, source, platform: "browser" };
}

function inNode(name: string, purpose: string, source: string): NamedApp {
  return { name, purpose, source, platform: "node" };
}

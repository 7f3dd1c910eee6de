// Sirv's own clients, which no npm package has: what their source says, line by line.
import { type Finding, found, outOfScope, partly } from "./finding.ts";

/** A client whose source was read. */
export interface ReadClient {
  readonly name: string;
  readonly version: string;
  readonly findings: Readonly<Record<string, Finding>>;
}

const manager = "token-manager.ts";

/** In `packages/sirv-client/src` of the plugin's repository; the package is private to it. */
export const sirvTypeScript: ReadClient = {
  name: "Sirv's TypeScript client",
  version:
    "github.com/sirv/sirv-strapi, packages/sirv-client/src at af32b09 (in @sirv/strapi-plugin 0.1.0; not on npm)",
  findings: {
    "sirv-request": found(true, `${manager}:29-32`),
    "oauth-server": found(false, `Sirv alone, ${manager}:29`),
    cache: found(true, `${manager}:40-42`),
    "single-flight": found(true, `${manager}:44-49`),
    "refresh-ahead": found(false, `callers wait from 60 s before the end, ${manager}:17, 40-49`),
    "failed-refresh": found(false, `its error is theirs, ${manager}:44-49`),
    retries: found(false, "http.ts:57-75"),
    "retry-after": found(false, "http.ts:57-75"),
    recovery: found(true, "client.ts:59-61"),
    "futile-tokens": found(false, "a token request for each 401, client.ts:59-60"),
    "token-origin": found(true, "paths of its base alone, http.ts:37-45, 57"),
    "reply-check": found(false, `http.ts:77, ${manager}:33`),
    "secret-in-error": found(true, "status and reply alone, http.ts:63-75"),
    redirects: found(
      false,
      "fetch's default, which follows 307 and 308 with the body, http.ts:57-61",
    ),
    "plain-http": found(
      false,
      "its own address is HTTPS, another `baseUrl` is taken as it is, http.ts:48-61",
    ),
    abort: found(false, "no call takes a signal, client.ts:32-44"),
    "shared-store": found(false, `a variable, ${manager}:25`),
    broker: partly(
      "for Payload: github.com/sirv/sirv-payload, apps/payload-plugin/src/endpoints/token.ts:12-37 at e63f7a5",
    ),
    sandbox: found(false, "none"),
    runtimes: outOfScope("not run; fetch is all it uses, http.ts:57"),
    "sign-in": found(false, "none"),
    "id-tokens": found(false, "none"),
    types: found(true, "its own"),
    dependencies: { verdict: "figure", seen: "1" },
    bundle: outOfScope("not published"),
  },
};

const http = "HttpClient.php";

/** In `src` of its repository. */
export const sirvPhp: ReadClient = {
  name: "Sirv's PHP SDK",
  version: "sirv/sirv-rest-api-php 1.0.1, src",
  findings: {
    "sirv-request": found(true, `${http}:84-89`),
    "oauth-server": found(false, `Sirv alone, ${http}:21-22`),
    cache: found(true, `${http}:121-128`),
    "single-flight": outOfScope("PHP has one caller at a time"),
    "refresh-ahead": found(false, `waits from 60 s before the end, ${http}:105, 123-125`),
    "failed-refresh": found(false, `its exception is the caller's, ${http}:94-113, 123-125`),
    retries: found(false, `${http}:83-113`),
    "retry-after": found(false, `tells it of API calls in its exception, ${http}:299-310`),
    recovery: found(false, `an exception, ${http}:313-322`),
    "futile-tokens": outOfScope("asks for no other"),
    "token-origin": partly(`any URL that its HTTP client is given, ${http}:255-275`),
    "reply-check": partly(`the token by its type, the lifetime not, ${http}:103-107`),
    "secret-in-error": found(true, `${http}:94-113`),
    redirects: found(false, `Guzzle's default, which follows, ${http}:43-49, 84-89`),
    "plain-http": found(
      false,
      `its own address is HTTPS, another \`base_uri\` is taken as it is, ${http}:43-47`,
    ),
    abort: outOfScope("PHP has one caller at a time"),
    "shared-store": found(false, `a property, ${http}:28-29`),
    broker: found(false, "none"),
    sandbox: found(false, "none"),
    runtimes: outOfScope("PHP 7.4, composer.json"),
    "sign-in": found(false, "none"),
    "id-tokens": found(false, "none"),
    types: outOfScope("PHP's own"),
    dependencies: { verdict: "figure", seen: "Guzzle's" },
    bundle: outOfScope("PHP"),
  },
};

import { describe, expect, test } from "vitest";
import { requestToken, type RetryEvent } from "../../lib/index.ts";
import { createRemoteRecorder, fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

type Case = "refused" | "dns" | "closed" | "not HTTP" | "cut off" | "bad port";

const chromium = /Failed to fetch|network error/;
const firefox = /NetworkError when attempting|Error in input stream/;
const webkit = /Load failed/;
// Its log has the reasons; what it throws has not.
const workerd = /Network connection lost|internal error/;

/** What each runtime says, by what its user agent holds; the first that fits counts. */
const reasons: readonly (readonly [userAgent: string, Readonly<Record<Case, RegExp>> | RegExp])[] =
  [
    [
      "Node.js/",
      {
        refused: /ECONNREFUSED/,
        dns: /ENOTFOUND|EAI_AGAIN/,
        closed: /other side closed|ECONNRESET/,
        "not HTTP": /does not match the HTTP\/1\.1 protocol/,
        "cut off": /other side closed|ECONNRESET/,
        "bad port": /bad port/,
      },
    ],
    [
      "Deno/",
      {
        refused: /Connection refused/,
        dns: /dns error/,
        closed: /connection closed before message completed/,
        "not HTTP": /invalid HTTP version parsed/,
        "cut off": /error reading a body from connection/,
        "bad port": /port 9 are blocked|Connection refused/,
      },
    ],
    [
      "Bun/",
      {
        refused: /ECONNREFUSED/,
        dns: /ENOTFOUND/,
        closed: /ECONNRESET/,
        "not HTTP": /Malformed_HTTP_Response/,
        "cut off": /ECONNRESET/,
        "bad port": /ECONNREFUSED/,
      },
    ],
    [
      "HappyDOM/",
      {
        refused: /ECONNREFUSED/,
        dns: /ENOTFOUND|EAI_AGAIN/,
        closed: /socket hang up|ECONNRESET/,
        "not HTTP": /Parse Error/,
        "cut off": /aborted/,
        "bad port": /ECONNREFUSED/,
      },
    ],
    ["Cloudflare-Workers", workerd],
    ["Firefox/", firefox],
    ["Chrome/", chromium],
    ["Version/", webkit],
  ];

function reasonOf(name: Case): RegExp {
  const { userAgent } = navigator;
  const [, found] =
    reasons.find(([part]) => userAgent.includes(part)) ?? expect.fail(`unknown: ${userAgent}`);
  return found instanceof RegExp ? found : found[name];
}

/** Asks twice, in vain, and gives the errors of both attempts. */
async function errorsAt(endpoint: string) {
  const events: RetryEvent[] = [];
  const onRetry = (event: RetryEvent) => events.push(event);
  const last = await failureOf(
    requestToken(fake, { endpoint, retry: 1, onRetry }),
    fake.clientSecret,
  );
  expectNoSecrets(events, fake.clientSecret);
  return [...events.map(({ error }) => error), last].map(
    ({ code, message, status, retryAfter }) => ({ code, message, status, retryAfter }),
  );
}

/** Both errors: to whom it happened, for what reason, and what to do. */
function told(name: Case, endpoint: string) {
  const host = new URL(endpoint).host.replaceAll(".", "\\.");
  const advice = "Check the network, and endpoint if it is set\\.";
  const sentence = `^${host} gave no whole reply \\(.*(${reasonOf(name).source}).*\\)\\. ${advice}$`;
  const message: unknown = expect.stringMatching(sentence);
  const error = { code: "network_error", message, status: undefined, retryAfter: undefined };
  return [error, error];
}

describe("a network failure is told with its reason, and tried again", { timeout: 20_000 }, () => {
  test("nobody listens", async () => {
    // Beyond the ports that systems hand out.
    const endpoint = "http://127.0.0.1:61999/v2/token";
    expect(await errorsAt(endpoint)).toEqual(told("refused", endpoint));
  });

  test("nobody has that name", async () => {
    // RFC 6761 section 6.4: no such name exists.
    const endpoint = "https://api.sirv.invalid/v2/token";
    expect(await errorsAt(endpoint)).toEqual(told("dns", endpoint));
  });

  test("a port that platforms refuse, or where nobody listens", async () => {
    const endpoint = "http://127.0.0.1:9/v2/token";
    expect(await errorsAt(endpoint)).toEqual(told("bad port", endpoint));
  });

  test("the connection is closed without a reply", async () => {
    const { endpoint } = await createRemoteRecorder("");
    expect(await errorsAt(endpoint)).toEqual(told("closed", endpoint));
  });

  test("the reply is no HTTP", async () => {
    const { endpoint } = await createRemoteRecorder("SSH-2.0-FAKE_of_tests\r\n\r\n");
    expect(await errorsAt(endpoint)).toEqual(told("not HTTP", endpoint));
  });

  test("the reply breaks off", async () => {
    const { endpoint } = await createRemoteRecorder(
      'HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 500\r\n\r\n{"token":"FAKE',
    );
    expect(await errorsAt(endpoint)).toEqual(told("cut off", endpoint));
  });
});

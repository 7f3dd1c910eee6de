// Every snippet that needs no browser, really run, with secrets that want out of their quotes: once as
// literals, once in the environment.
import { describe, expect, test } from "vitest";
import { snippets } from "../../demo/snippets/index.ts";
import { bodyOf, type Snippet, type SnippetInputs } from "../../demo/snippets/snippet.ts";
import type { Credentials } from "../../lib/index.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { environmentSecrets, hostileCredentials, hostileSecrets } from "./hostile.ts";
import { runners, runSnippet } from "./run-snippet.ts";

/** Those that do not end, or get no token: their tests are beside this one's. */
const brokers: ReadonlySet<string> = new Set(["broker-server", "broker-page"]);

/** What calls the API as well. */
const calls: Readonly<Record<string, number>> = { provider: 2, client: 2 };

/**
 * Whose JSON writes some letters with a backslash where JSON.stringify does not. It is the same JSON:
 * Java's org.json escapes the slash (all of them in Debian's copy, those after "<" in Maven's), PHP the
 * two line breaks of Unicode, and jq before 1.7 the character DEL.
 */
const otherEscapes: Readonly<Record<string, readonly string[]>> = {
  java: ["markup"],
  php: ["letters beyond ASCII"],
  curl: ["letters beyond ASCII", "control characters"],
};

const run = snippets.filter(({ id }) => id in runners && !brokers.has(id));

test("only those that need a browser are left to the browsers", () => {
  const left = snippets.filter(({ id }) => !(id in runners)).map(({ id }) => id);
  expect(left).toEqual(["cdn", "xhr"]);
});

test("only half a character and NUL can't be in the environment", () => {
  const left = Object.keys(hostileSecrets).filter((name) => !(name in environmentSecrets));
  expect(left).toEqual(["half a character", "NUL"]);
});

describe.each(run)("$name", { timeout: 90_000 }, (snippet) => {
  test.concurrent.each(Object.entries(hostileSecrets))(
    "sends %s as they are, as literals",
    async (_, secret) => {
      const credentials = hostileCredentials(secret);
      const body = await bodySent(snippet, { credentials });
      expect(body).toBe(bodyOf(credentials, undefined));
    },
  );

  const escaped = otherEscapes[snippet.id] ?? [];
  const asTheyAre = Object.entries(environmentSecrets).filter(([name]) => !escaped.includes(name));

  test.concurrent.each(asTheyAre)("sends %s as they are, of the environment", async (_, secret) => {
    const credentials = hostileCredentials(secret);
    const body = await bodySent(snippet, {}, credentials);
    expect(body).toBe(bodyOf(credentials, undefined));
  });

  test.concurrent.each(escaped)(
    "sends %s as the same JSON with other escapes, of the environment",
    async (name) => {
      const credentials = hostileCredentials(environmentSecrets[name] ?? "");
      const body = await bodySent(snippet, { expiresIn: 300 }, credentials);
      // The fields are in their order all the same.
      expect(JSON.stringify(JSON.parse(body))).toBe(bodyOf(credentials, 300));
    },
  );

  const client = { clientId: "fakeClient", clientSecret: hostileSecrets["quotes"] ?? "" };

  test.each<[string, Credentials | undefined]>([
    ["literals", client],
    ["the environment", undefined],
  ])(
    "gets a token of the sandbox, for the lifetime that is asked for, with %s",
    async (_, literals) => {
      const sandbox = await createRemoteSandbox({ clients: [client] });
      const code = snippet.write({
        credentials: literals,
        endpoint: sandbox.endpoint,
        expiresIn: 300,
      });
      const {
        stdout,
        stderr,
        code: exitCode,
      } = await runSnippet(snippet.id, code, literals ? undefined : client);
      expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("rror")]);
      expect(stdout).toMatch(snippet.id in calls ? /alias/ : /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/);
      const requests = await sandbox.requests();
      expect(requests[0]).toEqual({ method: "POST", path: "/v2/token", status: 200 });
      expect(requests).toHaveLength(1 + (calls[snippet.id] ?? 0));
    },
  );
});

/** The body of the one token request that the program sends. */
async function bodySent(
  snippet: Snippet,
  inputs: Omit<SnippetInputs, "endpoint">,
  environment?: Credentials,
): Promise<string> {
  const further = calls[snippet.id] ?? 0;
  const recorder = await createRemoteRecorder(
    httpReply(JSON.stringify(tokenReply)),
    ...Array.from({ length: further }, () => httpReply("{}")),
  );
  const code = snippet.write({ ...inputs, endpoint: recorder.endpoint });
  // What is in the environment is nowhere else.
  expect(code.includes("FAKE")).toBe(environment === undefined);
  const { stdout, stderr } = await runSnippet(snippet.id, code, environment);
  // The reply of a recorder is no account, but a token is one.
  expect(stdout + stderr).toContain(further > 0 ? "{}" : tokenReply.token);
  const [request = "", ...others] = await recorder.requests();
  expect(others).toHaveLength(further);
  const message = parseMessage(request);
  expect(message?.line).toMatch(/^POST /);
  expect(message?.headers.get("content-type")).toBe("application/json");
  return Buffer.from(message?.body ?? "", "latin1").toString();
}

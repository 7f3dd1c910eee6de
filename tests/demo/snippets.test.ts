// Every snippet that needs no browser, really run, with secrets that want out of their quotes.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { snippets } from "../../demo/snippets/index.ts";
import { bodyOf } from "../../demo/snippets/snippet.ts";
import { bunProgram, denoProgram } from "../../scripts/places.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { java } from "../samples/java.ts";
import { hostileInputs, hostileSecrets } from "./hostile.ts";

const run = promisify(execFile);

/** How each snippet is run: the file's name, and the command before it. */
const runners: Readonly<Record<string, readonly [file: string, ...command: string[]]>> = {
  curl: ["get-token.sh", "bash"],
  python: ["get_token.py", "python3"],
  node: ["get-token.cjs", process.execPath],
  fetch: ["get-token.mjs", process.execPath],
  php: ["get-token.php", "php"],
  java: ["GetToken.java", ...java],
  npm: ["get-token.mjs", process.execPath],
  deno: ["get-token.ts", denoProgram, "run", "--quiet", "--allow-net", "--allow-read"],
  bun: ["get-token.ts", bunProgram],
};

/** The library's source stands in for the package, which is not published from a test. */
const library = new URL("../../lib/index.ts", import.meta.url).href;

async function runSnippet(id: string, code: string): Promise<string> {
  const [file, command, ...args] = runners[id]!;
  // Within the project, for the runtimes to find the library's dependencies.
  await mkdir(".reports", { recursive: true });
  const folder = await mkdtemp(".reports/snippet-");
  const path = join(folder, file);
  await writeFile(path, code.replace(/"(npm:)?sirv-token"/, JSON.stringify(library)));
  try {
    const { stdout } = await run(command!, [...args, path], { timeout: 60_000 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("only those that need a browser are left to the browsers", () => {
  const left = snippets.filter(({ id }) => !(id in runners)).map(({ id }) => id);
  expect(left).toEqual(["cdn", "xhr"]);
});

describe.each(snippets.filter(({ id }) => id in runners))(
  "$name",
  { timeout: 90_000 },
  (snippet) => {
    test.concurrent.each(Object.entries(hostileSecrets))(
      "sends %s as they are",
      async (_, secret) => {
        const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply)));
        const inputs = hostileInputs(recorder.endpoint, secret);
        const output = await runSnippet(snippet.id, snippet.write(inputs));
        expect(output).toContain(tokenReply.token);
        const requests = await recorder.requests();
        expect(requests).toHaveLength(1);
        const { headers, body } = parseMessage(requests[0]!)!;
        expect(Buffer.from(body, "latin1").toString()).toBe(bodyOf(inputs));
        expect(headers.get("content-type")).toBe("application/json");
      },
    );

    test("gets a token of the sandbox, for the lifetime that is asked for", async () => {
      const client = { clientId: "fakeClient", clientSecret: hostileSecrets["quotes"]! };
      const sandbox = await createRemoteSandbox({ clients: [client] });
      const code = snippet.write({ ...client, endpoint: sandbox.endpoint, expiresIn: 300 });
      expect(await runSnippet(snippet.id, code)).toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/);
      expect(await sandbox.requests()).toEqual([
        { method: "POST", path: "/v2/token", status: 200 },
      ]);
    });
  },
);

// The reference's six samples, really run, each in its own language.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import {
  createRemoteRecorder,
  createRemoteSandbox,
  httpReply,
  tokenReply,
} from "../support/control.ts";
import { parseMessage } from "../support/http-message.ts";
import { java } from "./java.ts";

const run = promisify(execFile);
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const samples: [name: string, command: string, ...args: string[]][] = [
  ["curl", "bash", file("curl.sh")],
  ["Python http.client", "python3", file("http_client.py")],
  ["Node http", process.execPath, file("node-http.cjs")],
  ["XMLHttpRequest", process.execPath, file("xml-http-request.ts")],
  ["Java Unirest", ...java, file("UnirestSample.java")],
  ["PHP cURL", "php", file("curl.php")],
];

const credentials = { clientId: "fakeClientId", clientSecret: "FAKE+secret/of/samples=" };

describe.each(samples)("%s", { timeout: 60_000 }, (_, command, ...args) => {
  const send = async (url: string, payload: string) =>
    (await run(command, [...args, url, payload])).stdout;

  test("with {}, as the reference prints it, gets the schema's complaint", async () => {
    const { endpoint } = await createRemoteSandbox();
    expect(JSON.parse(await send(endpoint, "{}"))).toEqual({
      statusCode: 400,
      error: "Bad Request",
      message: '"clientId" is required. "clientSecret" is required',
    });
  });

  test("with the credentials gets a token", async () => {
    const { endpoint } = await createRemoteSandbox({ clients: [credentials] });
    const reply = await send(endpoint, JSON.stringify(credentials));
    expect(JSON.parse(reply)).toMatchObject({ expiresIn: 1200 });
    expect(reply).toMatch(/"token":"eyJ/);
  });

  test("sends the body that the library sends, byte for byte", async () => {
    const recorder = await createRemoteRecorder(httpReply(JSON.stringify(tokenReply)));
    await requestToken(credentials, { endpoint: recorder.endpoint });
    await send(recorder.endpoint, JSON.stringify(credentials));
    const [ours, theirs] = (await recorder.requests()).map(
      (request) => parseMessage(request)?.body,
    );
    expect(ours).toBe(JSON.stringify(credentials));
    expect(theirs).toBe(ours);
  });
});

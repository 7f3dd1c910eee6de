// Only Node, Deno and Bun can be sent through a proxy, or made to meet a certificate that nobody vouches for.
import { execFile } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo, Server as TcpServer } from "node:net";
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { promisify } from "node:util";
import { describe, expect, type TestContext, test } from "vitest";
import { bunProgram, denoProgram } from "../../scripts/places.ts";
import { fake } from "../support/control.ts";

const run = promisify(execFile);

// Made for these tests: nobody trusts it.
const pem = (label: string, lines: readonly string[]) =>
  [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
const key = pem("PRIVATE KEY", [
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmSZpWs18SyDJhN0rEggymmYNpy/z",
  "fKIfplqjUOFAy8OhRANCAARoHAyvxErU5aumeGmdrl+UrWAWTKAXKh5wjw65GLrLnHEIMUZnOUqM",
  "7N0SwB1k2YI5fl1f0e5a8ei6YV08HfSl",
]);
const cert = pem("CERTIFICATE", [
  "MIIBazCCARGgAwIBAgIBATAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBlGQUtFIGNlcnRpZmljYXRl",
  "IG9mIHRlc3RzMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAkMSIwIAYDVQQDDBlG",
  "QUtFIGNlcnRpZmljYXRlIG9mIHRlc3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaBwMr8RK",
  "1OWrpnhpna5flK1gFkygFyoecI8OuRi6y5xxCDFGZzlKjOzdEsAdZNmCOX5dX9HuWvHoumFdPB30",
  "paMyMDAwDwYDVR0RBAgwBocEfwAAATAdBgNVHQ4EFgQUAEwb1/VqDKL75NoqkBjbGwqB/+IwCgYI",
  "KoZIzj0EAwIDSAAwRQIhAKCkzItEiDsKfJmV422eKCGD7//knWpoCLjLaHP/eBUcAiB/NFah10qQ",
  "n6DD2QUoSIwwCC2TG0255ufwBVY8lJemRQ==",
]);

/** Asks twice, in vain, and prints what is thrown, and what was told before the second attempt. */
const program = `
  const { requestToken } = await import(${JSON.stringify(new URL("../../lib/index.ts", import.meta.url))});
  const { endpoint, credentials } = JSON.parse(process.env.TEST_REQUEST);
  const errors = [];
  const onRetry = ({ error }) => errors.push(error);
  await requestToken(credentials, { endpoint, retry: 1, onRetry }).catch((error) => errors.push(error));
  console.log(JSON.stringify(errors.map(({ code, message }) => ({ code, message }))));
`;

const runtimes: readonly (readonly [name: Runtime, program: string, args: readonly string[]])[] = [
  ["Node", process.execPath, ["--input-type=module", "--eval", program]],
  ["Deno", denoProgram, ["eval", program]],
  ["Bun", bunProgram, ["--eval", program]],
];
type Runtime = "Node" | "Deno" | "Bun";

async function listen({ onTestFinished }: TestContext, server: TcpServer): Promise<string> {
  onTestFinished(() => void server.close());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The errors of two attempts in a runtime of its own, with these variables in its environment. */
async function errorsIn(
  [, file, args]: (typeof runtimes)[number],
  endpoint: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly { readonly code: string; readonly message: string }[]> {
  const { stdout } = await run(file, args, {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NO_COLOR: "1",
      TEST_REQUEST: JSON.stringify({ endpoint, credentials: fake }),
      ...variables,
    },
  });
  expect(stdout).not.toContain("FAKE-secret");
  return JSON.parse(stdout) as { code: string; message: string }[];
}

/** Both errors: to whom it happened, for what reason, and what to do. */
function told(host: string, reason: RegExp) {
  const advice = "Check the network, and endpoint if it is set\\.";
  const sentence = `^${host.replaceAll(".", "\\.")} gave no whole reply \\(.*(${reason.source}).*\\)\\. ${advice}$`;
  const error = { code: "network_error", message: expect.stringMatching(sentence) as unknown };
  return [error, error];
}

describe("in a runtime of its own", { timeout: 60_000 }, () => {
  const proxyReasons: Readonly<Record<Runtime, RegExp>> = {
    Node: /407/,
    Deno: /proxy authentication required/,
    Bun: /407 Proxy Authentication Required/,
  };

  test.for(runtimes)("a proxy that asks for a login, in %s", async (runtime, context) => {
    const requests: string[] = [];
    const proxy = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (data) => {
        requests.push(data.toString("latin1"));
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const proxyUrl = `http://${await listen(context, proxy)}`;
    const errors = await errorsIn(runtime, "https://api.sirv.invalid/v2/token", {
      HTTPS_PROXY: proxyUrl,
      https_proxy: proxyUrl,
      NODE_USE_ENV_PROXY: "1",
    });
    expect(errors).toEqual(told("api.sirv.invalid", proxyReasons[runtime[0]]));
    expect(requests[0]).toMatch(/^CONNECT api\.sirv\.invalid:443 /);
    expect(requests.join("")).not.toContain("FAKE");
  });

  const certificateReasons: Readonly<Record<Runtime, RegExp>> = {
    Node: /DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate/,
    Deno: /invalid peer certificate: \w/,
    Bun: /DEPTH_ZERO_SELF_SIGNED_CERT: self signed certificate/,
  };

  test.for(runtimes)("a certificate that nobody vouches for, in %s", async (runtime, context) => {
    let received = "";
    const server = createTlsServer({ key, cert }, (socket) => {
      socket.on("error", () => undefined);
      socket.on("data", (data) => (received += data.toString("latin1")));
    });
    server.on("tlsClientError", () => undefined);
    const host = await listen(context, server);
    const errors = await errorsIn(runtime, `https://${host}/v2/token`);
    expect(errors).toEqual(told(host, certificateReasons[runtime[0]]));
    expect(received).toBe("");
  });

  const resetReasons: Readonly<Record<Runtime, RegExp>> = {
    Node: /ECONNRESET|other side closed/,
    Deno: /Connection reset by peer/,
    Bun: /ECONNRESET/,
  };

  test.for(runtimes)("a connection that is reset, in %s", async (runtime, context) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.resetAndDestroy());
    });
    const host = await listen(context, server);
    const errors = await errorsIn(runtime, `http://${host}/v2/token`);
    expect(errors).toEqual(told(host, resetReasons[runtime[0]]));
  });
});

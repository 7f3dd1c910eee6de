import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkProxy } from "../../../lib/cli/doctor/proxy.ts";

const proxy = "http://user:FAKE-password@proxy.example:3128";
const on = { NODE_USE_ENV_PROXY: "1" };

function check(
  env: Record<string, string>,
  { version = "v26.10.0", execArgv = [] as string[], protocol = "https:" } = {},
) {
  const finding = checkProxy({ env, version, execArgv, protocol });
  expect(JSON.stringify(finding)).not.toContain("FAKE");
  expect(finding.exitCode).toBe(0);
  return [finding.status, finding.message, finding.advice];
}

const direct = "No proxy is set in the environment: requests go directly.";
const unused = "HTTPS_PROXY is set, and this Node does not use it: requests go directly.";
const used = "Requests go through the proxy in HTTPS_PROXY.";

test("none is set", () => {
  expect(check({})).toEqual(["ok", direct, undefined]);
  expect(check({ NO_PROXY: "*", ...on })).toEqual(["ok", direct, undefined]);
  // Node takes the first that is there, be it empty.
  expect(check({ https_proxy: "", HTTPS_PROXY: proxy, ...on })).toEqual(["ok", direct, undefined]);
  // That of HTTPS is none for an endpoint on this machine.
  expect(check({ HTTPS_PROXY: proxy }, { protocol: "http:" })).toEqual(["ok", direct, undefined]);
});

test.each<[env: Record<string, string>, execArgv: string[], message: string]>([
  [{ HTTPS_PROXY: proxy, ...on }, [], used],
  [{ HTTPS_PROXY: proxy }, ["--use-env-proxy"], used],
  [{ HTTPS_PROXY: proxy, NODE_OPTIONS: "--no-warnings --use-env-proxy" }, [], used],
  [{ HTTPS_PROXY: proxy }, [], unused],
  [{ HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "true" }, [], unused],
  [{ HTTPS_PROXY: proxy, ...on }, ["--no-use-env-proxy"], unused],
  [{ HTTPS_PROXY: proxy, NODE_OPTIONS: "--use-env-proxy" }, ["--no-use-env-proxy"], unused],
  [{ HTTP_PROXY: proxy, ...on }, [], "Requests go through the proxy in HTTP_PROXY."],
  [
    { https_proxy: proxy, HTTPS_PROXY: proxy, no_proxy: ".example", ...on },
    [],
    "Requests go through the proxy in https_proxy, but for the hosts in no_proxy.",
  ],
])("%j with %j", (env, execArgv, message) => {
  expect(check(env, { execArgv })[1]).toBe(message);
});

test.each([
  ["v22.20.9", unused],
  ["v22.21.0", used],
  ["v23.11.0", unused],
  ["v24.0.0", used],
  ["v26.10.0", used],
])("Node %s: %s", (version, message) => {
  expect(check({ HTTPS_PROXY: proxy, ...on }, { version })[1]).toBe(message);
});

const onlyWay = "If there is no way but through the proxy,";
test.each<[env: Record<string, string>, version: string, advice: string]>([
  [{ HTTPS_PROXY: proxy }, "v26.0.0", "set NODE_USE_ENV_PROXY=1."],
  [
    { HTTPS_PROXY: proxy, NODE_USE_ENV_PROXY: "yes" },
    "v26.0.0",
    "set NODE_USE_ENV_PROXY=1 (no other value counts).",
  ],
  [
    { HTTPS_PROXY: proxy },
    "v22.10.0",
    "take Node 24 or later, or 22.21 or later of Node 22, and set NODE_USE_ENV_PROXY=1.",
  ],
  [
    { HTTPS_PROXY: "proxy.example:3128" },
    "v26.0.0",
    "make HTTPS_PROXY a URL, such as http://host:port, and set NODE_USE_ENV_PROXY=1.",
  ],
])("what to do with %j in %s", (env, version, advice) => {
  expect(check(env, { version })).toEqual(["note", unused, `${onlyWay} ${advice}`]);
});

test("ALL_PROXY is not Node's", () => {
  expect(check({ ALL_PROXY: proxy, ...on })).toEqual([
    "note",
    "ALL_PROXY is set, which Node does not read: requests go directly.",
    `${onlyWay} set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.`,
  ]);
});

/** Asks in a Node of its own, and tells whether the proxy was. */
async function goesThroughProxy(variables: (proxy: string) => Record<string, string>) {
  let asked = false;
  const server = createServer((socket: Socket) => {
    asked = true;
    socket.on("error", () => undefined).end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const env = variables(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  // Nothing listens there: without the proxy, the request fails at once.
  const program = "await fetch('https://127.0.0.1:1024/').catch(() => undefined)";
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { env });
  server.close();
  const { version } = process;
  const { message } = checkProxy({ env, version, execArgv: [], protocol: "https:" });
  return [asked, message.startsWith("Requests go through")];
}

test("what is said of Node is what this Node does", async () => {
  const results = await Promise.all([
    goesThroughProxy((url) => ({ HTTPS_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ HTTP_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ https_proxy: url, NODE_OPTIONS: "--use-env-proxy" })),
    goesThroughProxy((url) => ({ HTTPS_PROXY: url })),
    goesThroughProxy((url) => ({ HTTPS_PROXY: url, NODE_USE_ENV_PROXY: "true" })),
    goesThroughProxy((url) => ({ https_proxy: "", HTTPS_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ ALL_PROXY: url, ...on })),
  ]);
  expect(results).toEqual([
    ...Array.from({ length: 3 }, () => [true, true]),
    ...Array.from({ length: 4 }, () => [false, false]),
  ]);
});

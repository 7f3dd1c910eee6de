import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkProxy } from "../../../lib/cli/doctor/proxy.ts";
import { freePort } from "../../browsers/free-port.ts";

const proxy = "http://user:FAKE-password@proxy.example:3128";
const on = { NODE_USE_ENV_PROXY: "1" };

function check(
  env: Record<string, string>,
  {
    version = "v26.10.0",
    execArgv = [] as string[],
    endpoint = "https://api.sirv.com/v2/token",
  } = {},
) {
  const url = new URL(endpoint);
  const finding = checkProxy({ env, version, undici: "8.10.2", execArgv, endpoint: url });
  expect(JSON.stringify(finding)).not.toContain("FAKE");
  expect(finding.exitCode).toBe(0);
  return [finding.status, finding.message, finding.advice];
}

const direct = "No proxy is set in the environment: requests go directly.";
const unused = "HTTPS_PROXY is set, and this Node does not use it: requests go directly.";
const local = "http://127.0.0.1:3000/v2/token";
const used = "Requests go through the proxy in HTTPS_PROXY.";

test("none is set", () => {
  expect(check({})).toEqual(["ok", direct, undefined]);
  expect(check({ NO_PROXY: "*", ...on })).toEqual(["ok", direct, undefined]);
  // Node takes the first that is there, be it empty.
  expect(check({ https_proxy: "", HTTPS_PROXY: proxy, ...on })).toEqual(["ok", direct, undefined]);
  // That of HTTPS is none for an endpoint on this machine.
  expect(check({ HTTPS_PROXY: proxy }, { endpoint: local })).toEqual(["ok", direct, undefined]);
  expect(check({ http_proxy: "", HTTP_PROXY: proxy }, { endpoint: local })[1]).toBe(direct);
});

test("an empty one of HTTPS is none, and that of HTTP serves", () => {
  const message = "Requests go through the proxy in HTTP_PROXY.";
  expect(check({ https_proxy: "", HTTP_PROXY: proxy, ...on })[1]).toBe(message);
  expect(check({ https_proxy: "", HTTPS_PROXY: proxy, HTTP_PROXY: proxy, ...on })[1]).toBe(message);
});

test("an endpoint in NO_PROXY is asked directly, whether this Node uses proxies or not", () => {
  for (const env of [{ HTTPS_PROXY: proxy, ...on }, { HTTPS_PROXY: proxy }]) {
    const message = "Requests to api.sirv.com go directly: NO_PROXY has it.";
    expect(check({ ...env, NO_PROXY: "localhost,api.sirv.com" })).toEqual([
      "ok",
      message,
      undefined,
    ]);
  }
  // The first that is there counts, be it empty.
  expect(check({ HTTPS_PROXY: proxy, no_proxy: "", NO_PROXY: "*", ...on })[1]).toBe(used);
  expect(
    check({ HTTP_PROXY: proxy, no_proxy: "127.0.0.1:3000", ...on }, { endpoint: local })[1],
  ).toBe("Requests to 127.0.0.1:3000 go directly: no_proxy has it.");
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

/** Asks in a Node of its own; tells whether the proxy was asked, and what is said of it. */
async function goesThroughProxy(variables: (proxy: string, port: number) => NodeJS.ProcessEnv) {
  let asked = false;
  const server = createServer((socket: Socket) => {
    asked = true;
    socket.on("error", () => undefined).end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // Nothing listens there: without the proxy, the request fails at once.
  const port = await freePort();
  const endpoint = new URL(`https://127.0.0.1:${port}/`);
  const env = variables(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, port);
  const program = `await fetch('${endpoint}').catch(() => undefined)`;
  try {
    const args = ["--input-type=module", "--eval", program];
    await promisify(execFile)(process.execPath, args, { env });
  } finally {
    server.close();
  }
  const { version, versions } = process;
  const { undici = "" } = versions;
  const { message } = checkProxy({ env, version, undici, execArgv: [], endpoint });
  return [asked, message.startsWith("Requests go through")];
}

test("what is said of Node is what this Node does", async () => {
  const results = await Promise.all([
    goesThroughProxy((url) => ({ HTTPS_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ HTTP_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ https_proxy: url, NODE_OPTIONS: "--use-env-proxy" })),
    goesThroughProxy((url) => ({ https_proxy: "", HTTP_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ HTTPS_PROXY: url, no_proxy: "", NO_PROXY: "*", ...on })),
    goesThroughProxy((url) => ({ HTTPS_PROXY: url })),
    goesThroughProxy((url) => ({ HTTPS_PROXY: url, NODE_USE_ENV_PROXY: "true" })),
    goesThroughProxy((url) => ({ https_proxy: "", HTTPS_PROXY: url, ...on })),
    goesThroughProxy((url) => ({ ALL_PROXY: url, ...on })),
  ]);
  expect(results).toEqual([
    ...Array.from({ length: 5 }, () => [true, true]),
    ...Array.from({ length: 4 }, () => [false, false]),
  ]);
});

test("and with NO_PROXY", async () => {
  const lists: ((port: number) => string)[] = [
    () => "*",
    () => "a.example, 127.0.0.1",
    (port) => `127.0.0.1:${port}`,
    (port) => `127.0.0.1:${port + 1}`,
    () => ".0.0.1",
    () => "*.0.0.1",
    // These differ from one Node to another.
    () => "0.0.1",
    () => ".127.0.0.1",
    () => "a.example,*",
  ];
  const results = await Promise.all(
    lists.map(async (list) =>
      goesThroughProxy((url, port) => ({ HTTPS_PROXY: url, NO_PROXY: list(port), ...on })),
    ),
  );
  for (const [asked, isSaid] of results) expect(isSaid).toBe(asked);
  const areDirect = results.slice(0, 6).map(([asked]) => !asked);
  expect(areDirect).toEqual([true, true, true, false, true, true]);
});

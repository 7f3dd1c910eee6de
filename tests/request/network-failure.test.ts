import { describe, expect, test } from "vitest";
import { isNetworkFailure, reasonOf } from "../../lib/request/network-failure.ts";

/** An error with further fields, as runtimes make them. */
function error(name: string, message: string, fields: object = {}): Error {
  return Object.assign(new Error(message), { name, ...fields });
}

const coded = (code: string | number, message: string, fields: object = {}) =>
  error("Error", message, { code, ...fields });
const failed = (cause: unknown) => Object.assign(new TypeError("fetch failed"), { cause });
const aggregated = (...errors: Error[]) =>
  error("AggregateError", "", { code: "ECONNREFUSED", errors });

// What each runtime was seen to throw, and what of it helps.
const seen: readonly (readonly [runtime: string, thrown: unknown, reason: string])[] = [
  [
    "Node: refused",
    failed(coded("ECONNREFUSED", "connect ECONNREFUSED ::1")),
    "connect ECONNREFUSED ::1",
  ],
  [
    "Node: refused at each of two addresses",
    failed(aggregated(coded("ECONNREFUSED", "ECONNREFUSED ::1"), coded("ECONNREFUSED", "no"))),
    "ECONNREFUSED ::1",
  ],
  [
    "Node: DNS",
    failed(coded("ENOTFOUND", "getaddrinfo ENOTFOUND no.invalid", { errno: -3008 })),
    "getaddrinfo ENOTFOUND no.invalid",
  ],
  [
    "Node: TLS",
    failed(coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate")),
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate",
  ],
  ["Node: closed", failed(coded("UND_ERR_SOCKET", "closed")), "UND_ERR_SOCKET: closed"],
  ["Node: bad port", failed(error("Error", "bad port")), "bad port"],
  ["Node 26: no HTTP", failed(error("HTTPParserError", "no HTTP/1.1")), "no HTTP/1.1"],
  ["Node 22: no HTTP", failed(coded("HPE_INVALID_CONSTANT", "no")), "HPE_INVALID_CONSTANT: no"],
  [
    // A DOMException's code is a number: alone it was the whole message once, "0".
    "Node: a proxy that asks for a login",
    failed(
      coded(0, "Request was cancelled.", {
        cause: coded("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling"),
      }),
    ),
    "UND_ERR_ABORTED: Proxy response (407) !== 200 when HTTP Tunneling",
  ],
  ["Deno: refused", failed(error("Error", "tcp: Connection refused")), "tcp: Connection refused"],
  [
    "Deno: reset",
    failed(error("Error", "error sending request", { cause: error("Error", "reset by peer") })),
    "reset by peer",
  ],
  ["Deno: bad port", new TypeError("port 9 is blocked"), "port 9 is blocked"],
  [
    "Bun: refused",
    error("TypeError", "ECONNREFUSED: Unable to connect.", { code: "ECONNREFUSED", errno: 0 }),
    "ECONNREFUSED: Unable to connect.",
  ],
  [
    "Bun: TLS",
    error("TypeError", "self signed certificate", { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
    "DEPTH_ZERO_SELF_SIGNED_CERT: self signed certificate",
  ],
  [
    "Bun: a proxy that asks for a login",
    coded("ERR_PROXY_TUNNEL", "Proxy refused to open a tunnel: 407", { errno: 0 }),
    "ERR_PROXY_TUNNEL: Proxy refused to open a tunnel: 407",
  ],
  ["Bun 1.3: refused", coded("ConnectionRefused", "no"), "ConnectionRefused: no"],
  ["Bun 1.3: DNS", coded("FailedToOpenSocket", "a typo?"), "FailedToOpenSocket: a typo?"],
  [
    "Bun 1.3: no HTTP",
    coded("Malformed_HTTP_Response", "Malformed_HTTP_Response fetching it"),
    "Malformed_HTTP_Response fetching it",
  ],
  [
    "workerd: refused",
    error("Error", "Network connection lost.", { retryable: true }),
    "Network connection lost.",
  ],
  ["workerd: closed", error("Error", "Network connection lost."), "Network connection lost."],
  [
    "workerd: DNS and TLS",
    error("Error", "internal error; reference = 66jr6oavefs5j28ptmvl67dk"),
    "internal error; reference = 66jr6oavefs5j28ptmvl67dk",
  ],
  [
    "happy-dom: refused",
    error("NetworkError", "connect ECONNREFUSED ::1", { code: 19 }),
    "connect ECONNREFUSED ::1",
  ],
  ["Chromium", new TypeError("Failed to fetch"), "Failed to fetch"],
  ["WebKit", new TypeError("Load failed"), "Load failed"],
  [
    "node-fetch: refused",
    error("FetchError", "reason: connect ECONNREFUSED", { code: "ECONNREFUSED" }),
    "reason: connect ECONNREFUSED",
  ],
  ["any: a time limit", error("TimeoutError", "timed out", { code: 23 }), "timed out"],
];

describe("a network failure, and its reason", () => {
  test.each(seen)("%s", (_, thrown, reason) => {
    expect(isNetworkFailure(thrown)).toBe(true);
    expect(reasonOf(thrown)).toBe(reason);
  });

  test.each([
    "ECONNRESET",
    "ECONNABORTED",
    "EPIPE",
    "EPROTO",
    "ETIMEDOUT",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EHOSTDOWN",
    "ENETDOWN",
    "UND_ERR_HEADERS_TIMEOUT",
    "ERR_SSL_WRONG_VERSION",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "CERT_HAS_EXPIRED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNKNOWN_CERTIFICATE_VERIFICATION_ERROR",
    "ConnectionClosed",
  ])("whatever its name, with the code %s", (code) => {
    expect(isNetworkFailure(coded(code, "no"))).toBe(true);
    // Others may begin or end alike.
    expect(isNetworkFailure(coded(`X ${code}`, "no"))).toBe(false);
  });
});

// Next.js' control flow, faults in a callback, aborts, and what runtimes throw for other reasons.
describe("what is somebody else's", () => {
  const others: readonly (readonly [string, unknown])[] = [
    [
      "a redirect of Next.js",
      error("Error", "NEXT_REDIRECT", { digest: "NEXT_REDIRECT;replace;/" }),
    ],
    ["a TypeError with a digest", error("TypeError", "no", { digest: "DYNAMIC_SERVER_USAGE" })],
    ["a digest beside a code", coded("ECONNREFUSED", "no", { digest: "HANGING_PROMISE" })],
    ["an empty digest", error("TypeError", "no", { digest: "" })],
    ["Next.js' StaticGenBailoutError", coded("NEXT_STATIC_GEN_BAILOUT", "no")],
    ["a plain error", error("Error", "boom")],
    ["a RangeError", new RangeError("boom")],
    ["an abort", error("AbortError", "This operation was aborted", { code: 20 })],
    ["Deno's missing permission", error("NotCapable", "Requires net access to 127.0.0.1:80")],
    ["a missing file", error("Error", "no such file", { code: "ENOENT" })],
    ["a failed assertion", error("AssertionError", "no", { code: "ERR_ASSERTION" })],
    ["one that may not be tried again", error("Error", "no", { retryable: false })],
    ["one that quotes workerd", error("Error", "I saw: Network connection lost. Again")],
    ["an object", { message: "no" }],
    ["a string", "Network connection lost."],
    ["a number", 5],
    ["null", null],
    ["undefined", undefined],
  ];

  test.each(others)("%s", (_, thrown) => {
    expect(isNetworkFailure(thrown)).toBe(false);
  });

  test.each(others.filter(([name]) => !name.includes("digest") && !name.includes("redirect")))(
    "%s, while the reply was read, means that it broke off",
    (_, thrown) => {
      expect(isNetworkFailure(thrown, true)).toBe(true);
    },
  );

  test("a digest is never ours, though the reply had begun", () => {
    expect(isNetworkFailure(error("TypeError", "no", { digest: "x" }), true)).toBe(false);
  });
});

describe("a reason", () => {
  test("is the deepest that says something", () => {
    const deepest = error("Error", "", { cause: {} });
    const middle = error("Error", "the middle", { cause: deepest });
    expect(reasonOf(failed(middle))).toBe("the middle");
  });

  test("is a code, where there are no words", () => {
    expect(reasonOf(failed(coded("ECONNRESET", "")))).toBe("ECONNRESET");
  });

  test("is no number", () => {
    expect(reasonOf(coded(0, ""))).toBe("");
    expect(reasonOf(coded(23, "words"))).toBe("words");
    expect(reasonOf(failed(coded(0, "")))).toBe("fetch failed");
  });

  test("ends where an error causes itself", () => {
    const own = error("Error", "the end of it");
    expect(reasonOf(failed(Object.assign(own, { cause: own })))).toBe("the end of it");
  });

  test("ends where two errors cause each other", () => {
    const one = error("Error", "one");
    const other = error("Error", "other", { cause: one });
    Object.assign(one, { cause: other });
    expect(["one", "other"]).toContain(reasonOf(one));
  });

  test.each([
    ["a cause that is a string", failed("a string"), "fetch failed"],
    ["a cause that is null", failed(null), "fetch failed"],
    ["errors that are none", failed(error("AggregateError", "", { errors: [] })), "fetch failed"],
    ["errors that are no list", failed(error("Error", "", { errors: "no" })), "fetch failed"],
    ["a message that is no string", { message: { a: 1 } }, ""],
    ["nothing", undefined, ""],
    ["null", null, ""],
    ["a string", "a string", ""],
  ])("with %s", (_, thrown, reason) => {
    expect(reasonOf(thrown)).toBe(reason);
  });
});

import { describe, expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { oddityOf } from "../../lib/request/oddities.ts";
import { createRemoteRecorder, httpReply } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";

const value = "FAKEq7Zk/0pL+x9V==";

const odd: readonly (readonly [clientSecret: string, oddity: string])[] = [
  [`"${value}"`, "is in quotes"],
  [`'${value}'`, "is in quotes"],
  [`\`${value}\``, "is in quotes"],
  [`“${value}”`, "is in quotes"],
  [`‘${value}’`, "is in quotes"],
  [` ${value}`, "begins with white space"],
  [`\t${value}`, "begins with white space"],
  [`\n${value}`, "begins with white space"],
  // What a file may begin with, and what word processors make of spaces.
  [`\ufeff${value}`, "begins with white space"],
  [`\u00a0${value}`, "begins with white space"],
  [`${value} `, "ends with white space"],
  [`${value}\t`, "ends with white space"],
  [`${value}\u00a0`, "ends with white space"],
  [`${value}\ufeff`, "ends with white space"],
  [`${value}\n`, "ends with a line break"],
  [`${value}\r\n`, "ends with a line break"],
  [`${value} \n`, "ends with a line break"],
];

describe("what looks odd about a value", () => {
  test.each(odd)("%j", (text, oddity) => {
    expect(oddityOf({ clientId: "id", clientSecret: text })).toBe(`clientSecret ${oddity}`);
    expect(oddityOf({ clientId: text, clientSecret: value })).toBe(`clientId ${oddity}`);
  });

  test("may be several things, of both", () => {
    const oddity = oddityOf({ clientId: `"${value}"\n`, clientSecret: ` ${value} ` });
    expect(oddity.split(", ")).toEqual([
      "clientId is in quotes",
      "clientId ends with a line break",
      "clientSecret begins with white space",
      "clientSecret ends with white space",
    ]);
  });

  test.each([
    value,
    "a",
    "with 'quotes' in it",
    'with "quotes" in it',
    "with white space\tin it",
    "with\nlines",
    "it's",
    "ends=with==",
    "-_.~",
    "ünï",
  ])("is nothing: %j", (text) => {
    expect(oddityOf({ clientId: text, clientSecret: text })).toBe("");
  });
});

describe("credentials that are refused", () => {
  async function refusalOf(clientId: string, clientSecret: string, status = 401) {
    const { endpoint } = await createRemoteRecorder(
      httpReply('{"message":"Invalid client credentials"}', status),
    );
    const error = await failureOf(requestToken({ clientId, clientSecret }, { endpoint }), value);
    expect(error.code).toBe("unauthorized");
    return error.message.replace(new URL(endpoint).host, "HOST");
  }

  test.each(odd)("%j: told, and not quoted", async (text, oddity) => {
    expect(await refusalOf("fakeClientId", text)).toBe(
      `HOST refused the credentials (401: Invalid client credentials). Check clientId and clientSecret: clientSecret ${oddity}.`,
    );
    expect(await refusalOf(text, "FAKE-of-another-kind")).toBe(
      `HOST refused the credentials (401: Invalid client credentials). Check clientId and clientSecret: clientId ${oddity}.`,
    );
  });

  test("with a 403 as well", async () => {
    expect(await refusalOf("fakeClientId", `${value}\n`, 403)).toBe(
      "HOST refused the credentials (403: Invalid client credentials). Check clientId and clientSecret: clientSecret ends with a line break.",
    );
  });

  test("with nothing odd about them: no guess", async () => {
    expect(await refusalOf("fakeClientId", value)).toBe(
      "HOST refused the credentials (401: Invalid client credentials). Check clientId and clientSecret.",
    );
  });

  test("in another way: no guess either", async () => {
    const { endpoint } = await createRemoteRecorder(httpReply("{}", 400));
    const credentials = { clientId: "fakeClientId", clientSecret: `${value}\n` };
    const { message } = await failureOf(requestToken(credentials, { endpoint }), value);
    expect(message).not.toContain("line break");
  });
});

test.each([
  ['"FAKE-secret'],
  ['FAKE-secret"'],
  ["„FAKE-secret“"],
  ["«FAKE-secret»"],
  ["'FAKE-secret"],
])("%j is in quotes, or was", (clientSecret) => {
  expect(oddityOf({ clientId: "fakeClientId", clientSecret })).toBe("clientSecret is in quotes");
});

test("a character that nobody sees is told", () => {
  const clientSecret = "FAKE-\u200bsecret";
  const oddity = "clientSecret holds an invisible character";
  expect(oddityOf({ clientId: "fakeClientId", clientSecret })).toBe(oddity);
});

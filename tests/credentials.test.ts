import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestToken } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";
import { fake, tokenReply } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

const noFetch = () => expect.fail("something was sent");

describe("what breaks the schema is refused before anything is sent", () => {
  test.each([
    ["nothing", undefined, "the credentials are missing", []],
    ["null", null, "the credentials must be an object", []],
    ["a string", "FAKE-secret", "the credentials must be an object", []],
    ["an empty object", {}, "clientId is missing", ["clientId"]],
    ["no id", { clientSecret: "FAKE-secret" }, "clientId is missing", ["clientId"]],
    ["no secret", { clientId: "id" }, "clientSecret is missing", ["clientSecret"]],
    [
      "an undefined secret",
      { ...fake, clientSecret: undefined },
      "clientSecret is undefined",
      ["clientSecret"],
    ],
    [
      "an empty secret",
      { ...fake, clientSecret: "" },
      "clientSecret must not be empty",
      ["clientSecret"],
    ],
    ["an empty id", { ...fake, clientId: "" }, "clientId must not be empty", ["clientId"]],
    ["a number", { ...fake, clientId: 5 }, "clientId must be a string", ["clientId"]],
    [
      "a list",
      { ...fake, clientSecret: ["FAKE-secret"] },
      "clientSecret must be a string",
      ["clientSecret"],
    ],
    ["an unknown field", { ...fake, scope: "FAKE-secret" }, "scope is not allowed", ["scope"]],
    [
      "a field that is a secret",
      { ...fake, "FAKE-secret+as/a=name": "" },
      "a field is not allowed",
      ["a field"],
    ],
  ])("%s", async (_, credentials, message, path) => {
    const error = await failureOf(
      // What plain JavaScript may call it with.
      requestToken(credentials as typeof fake, { fetch: noFetch }),
      "FAKE-secret",
    );
    expect(error.code).toBe("invalid_input");
    expect(error.issues?.[0]).toEqual({ message, path });
    expect(error.message.startsWith(`Nothing was sent: ${message}`)).toBe(true);
    expect(error.message).toContain("Pass { clientId, clientSecret } of your Sirv API client");
  });

  test("everything that is wrong is named at once", async () => {
    const error = await failureOf(
      requestToken({} as typeof fake, { fetch: noFetch, expiresIn: 4 }),
    );
    expect(error.issues?.map(({ path }) => path)).toEqual([
      ["clientId"],
      ["clientSecret"],
      ["expiresIn"],
    ]);
  });
});

describe("any pair of strings survives the round trip", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", minLength: 1 }),
    // Lone surrogates, controls and all.
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom('"', "\\", "\n", "\u2028", "\ud800", "ü€😀", "x".repeat(65_536)),
  );

  test("byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (clientId, clientSecret) => {
        let sent: unknown;
        await requestToken(
          { clientId, clientSecret },
          {
            async fetch(_, init) {
              sent = init?.body;
              return Response.json(tokenReply);
            },
          },
        );
        expect(sent).toBe(
          `{"clientId":${JSON.stringify(clientId)},"clientSecret":${JSON.stringify(clientSecret)}}`,
        );
      }),
    );
  });

  test("to a server that knows them", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (clientId, clientSecret) => {
        const credentials = { clientId, clientSecret };
        const sandbox = createSandbox({ clients: [credentials] });
        const { token } = await requestToken(credentials, { fetch: sandbox.fetch });
        expect(token).toMatch(/^eyJ/);
      }),
      { numRuns: 30 },
    );
  });
});

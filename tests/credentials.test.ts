import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { requestToken } from "../lib/index.ts";
import { createSandbox } from "../lib/sandbox/index.ts";
import { fake, tokenReply } from "./support/control.ts";
import { failureOf } from "./support/failure.ts";

const noFetch = () => expect.fail("something was sent");

describe("what breaks the schema is refused before anything is sent", () => {
  test.each([
    ["nothing", undefined, "credentials", "Object"],
    ["null", null, "credentials", "Object"],
    ["a string", "FAKE-secret", "credentials", "Object"],
    ["an empty object", {}, "credentials.clientId", '"clientId"'],
    ["no id", { clientSecret: "FAKE-secret" }, "credentials.clientId", '"clientId"'],
    ["no secret", { clientId: "id" }, "credentials.clientSecret", '"clientSecret"'],
    [
      "an undefined secret",
      { ...fake, clientSecret: undefined },
      "credentials.clientSecret",
      "string",
    ],
    ["an empty secret", { ...fake, clientSecret: "" }, "credentials.clientSecret", "/./s"],
    ["an empty id", { ...fake, clientId: "" }, "credentials.clientId", "/./s"],
    ["a number", { ...fake, clientId: 5 }, "credentials.clientId", "string"],
    ["a list", { ...fake, clientSecret: ["FAKE-secret"] }, "credentials.clientSecret", "string"],
    ["an unknown field", { ...fake, scope: "FAKE-secret" }, "credentials.scope", "never"],
  ])("%s", async (_, credentials, path, expected) => {
    const error = await failureOf(
      // What plain JavaScript may call it with.
      requestToken(credentials as typeof fake, { fetch: noFetch }),
      "FAKE-secret",
    );
    expect(error.code).toBe("invalid_input");
    expect(error.issues?.[0]?.path).toBe(path);
    expect(error.issues?.[0]?.expected).toBe(expected);
    expect(error.message).toContain(`Nothing was sent: ${path}: `);
  });

  test("everything that is wrong is named at once", async () => {
    const error = await failureOf(
      requestToken({} as typeof fake, { fetch: noFetch, expiresIn: 4 }),
    );
    expect(error.issues?.map(({ path }) => path)).toEqual([
      "credentials.clientId",
      "credentials.clientSecret",
      "expiresIn",
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

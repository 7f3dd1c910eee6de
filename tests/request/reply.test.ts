import { expect, test } from "vitest";
import { requestToken } from "../../lib/index.ts";
import { readJson } from "../../lib/request/reply.ts";
import { fake } from "../support/control.ts";
import { failureOf } from "../support/failure.ts";

test.each([
  ['{"a":1}', { a: 1 }],
  ["[1]", [1]],
  ["", undefined],
  ["null", null],
  ["<html>", undefined],
  ['{"a":', undefined],
])("%j gives %j", async (text, value) => {
  expect(await readJson(new Response(text))).toEqual(value);
});

test.each([
  ["fields for a prototype", '{"__proto__":{"token":"FAKE","expiresIn":1200,"scope":[]}}'],
  ["lists in lists", "[".repeat(90_000)],
  ["lists in lists that end", `${"[".repeat(45_000)}${"]".repeat(45_000)}`],
  ["objects in objects", `${'{"token":'.repeat(9000)}1${"}".repeat(9000)}`],
])("%s are no token", async (_, body) => {
  const fetch = async () => new Response(body);
  const error = await failureOf(requestToken(fake, { fetch }), fake.clientSecret);
  expect(error).toMatchObject({ code: "invalid_response", status: 200 });
  expect(error.message.length).toBeLessThan(500);
});

test("letters may be cut by the chunks", async () => {
  const bytes = new TextEncoder().encode('{"a":"ü€😀"}');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  expect(await readJson(new Response(stream))).toEqual({ a: "ü€😀" });
});

test("a BOM is no part of the text", async () => {
  expect(await readJson(new Response('\ufeff{"a":1}'))).toEqual({ a: 1 });
});

test("what is too long is not read to its end", async () => {
  let chunks = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1;
      controller.enqueue(new Uint8Array(16_384).fill(32));
    },
    cancel() {
      cancelled = true;
    },
  });
  expect(await readJson(new Response(stream))).toBeUndefined();
  expect(cancelled).toBe(true);
  // One may have been made ahead.
  expect(chunks).toBeLessThanOrEqual(8);
});

test("what is too long is not waited for, when a clone of it is not read", async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(16_384).fill(32));
    },
  });
  const response = new Response(stream);
  response.clone();
  expect(await readJson(response)).toBeUndefined();
});

test("a response without streams, as React Native's, is read whole", async () => {
  const response = { text: async () => '{"a":1}' } as Response;
  expect(await readJson(response)).toEqual({ a: 1 });
});

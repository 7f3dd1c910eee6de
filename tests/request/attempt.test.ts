import { expect, test } from "vitest";
import { requestToken, type RequestTokenOptions } from "../../lib/index.ts";
import { fake, tokenReply } from "../support/control.ts";

test.each<[string, RequestTokenOptions]>([
  ["none", {}],
  ["an object", { headers: { "x-fake": "1" } }],
  ["a list", { headers: [["x-fake", "1"]] }],
])("a fetch of the options is given Headers, where the caller gives %s", async (_, options) => {
  const sent: unknown[] = [];
  const fetch = async (_input: unknown, init?: RequestInit) => {
    sent.push(init?.headers);
    return Response.json(tokenReply);
  };
  await requestToken(fake, { ...options, fetch });
  expect(sent).toEqual([expect.any(Headers)]);
  const headers = new Headers(sent[0] as Headers);
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("x-fake")).toBe(options.headers ? "1" : null);
});

import { expect, test } from "vitest";
import { createSeal, type SharedToken } from "../../lib/shared/seal.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret+/=of nobody" };
const shared: SharedToken = {
  token: "FAKE.token_of-nobody",
  scope: ["files:read"],
  seconds: 1200,
  issuedAt: 1_790_000_000_000,
};
const seal = async (
  clientSecret = credentials.clientSecret,
  key = "fake",
  part: string | number = 1,
) => createSeal({ ...credentials, clientSecret }, key, [part]);

test("what was closed opens, as text and as the object that some stores make of it", async () => {
  const { close, open } = await seal();
  const value = await close(shared);
  expect(await open(value)).toEqual(shared);
  expect(await open(JSON.parse(value))).toEqual(shared);
  // The same in another process.
  expect(await (await seal()).open(value)).toEqual(shared);
});

test("nothing of the token or the secret can be read, and nothing is the same twice", async () => {
  const { name, close } = await seal();
  const [one, other] = [await close(shared), await close(shared)];
  expect(one).not.toBe(other);
  expectNoSecrets({ name, one }, shared.token, credentials.clientSecret);
  expectNoSecrets({ one: atob(JSON.parse(one).sealed as string) }, shared.token);
});

test.each([
  ["another secret", await seal("FAKE-other")],
  ["another key", await seal(undefined, "other")],
  ["another part", await seal(undefined, undefined, 2)],
])("%s has another name, and can't open it", async (_, other) => {
  const { name, close } = await seal();
  expect(other.name).not.toBe(name);
  expect(await other.open(await close(shared))).toBeUndefined();
});

test("the same credentials have the same name", async () => {
  expect((await seal()).name).toBe((await seal()).name);
});

test("a value that was tampered with does not open", async () => {
  const { close, open } = await seal();
  const { version, iv, sealed } = JSON.parse(await close(shared)) as Record<string, string>;
  const flip = (text = "") => (text.startsWith("A") ? "B" : "A") + text.slice(1);
  expect(await open({ version, iv: flip(iv), sealed })).toBeUndefined();
  expect(await open({ version, iv, sealed: flip(sealed) })).toBeUndefined();
  expect(await open({ version: 2, iv, sealed })).toBeUndefined();
  expect(await open({ version, iv })).toBeUndefined();
  expect(await open({ version, iv, sealed })).toEqual(shared);
});

test.each([undefined, null, "", "{", "null", "[]", 0, true, {}, [], { version: 1 }])(
  "%j is nothing of ours",
  async (stored) => {
    expect(await (await seal()).open(stored)).toBeUndefined();
  },
);

test.each([undefined, ""])(
  "a secret of %j makes no seal: everybody would have its key",
  async (clientSecret) => {
    const unset = { clientId: "fakeClientId", clientSecret: clientSecret as unknown as string };
    await expect(createSeal(unset, "fake", [])).rejects.toThrow("no credentials");
  },
);

test("what is longer than any value of ours is not looked at", async () => {
  const { close, open } = await seal();
  const value = await close(shared);
  expect(await open(value + " ".repeat(100_000))).toEqual(shared);
  expect(await open(" ".repeat(100_000) + value)).toBeUndefined();
  const { iv, sealed } = JSON.parse(value) as Record<string, string>;
  expect(await open({ version: 1, iv, sealed: " ".repeat(100_000) + sealed })).toBeUndefined();
});

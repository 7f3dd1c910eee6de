import { expect, test } from "vitest";
import { createTokenProvider } from "../../lib/index.ts";
import { expectNoSecrets } from "../support/no-secrets.ts";

const create = () => createTokenProvider(() => ({ token: "FAKE-token", expiresIn: 60 }));

test("its functions may be passed on without it", async () => {
  const { getToken, invalidate } = create();
  const { token } = await getToken();
  expect(invalidate(token)).toBe(true);
});

test("all of it works behind a Proxy, as in the state of a page", async () => {
  const provider = new Proxy(create(), {});
  const { token } = await provider.getToken();
  expect(provider.state.status).toBe("good");
  expect(provider.invalidate(token)).toBe(true);
  provider[Symbol.dispose]();
  expect(provider.state.status).toBe("empty");
});

test("nothing of it shows the token, nor one that was refused", async () => {
  const provider = create();
  const { token } = await provider.getToken();
  expectNoSecrets(provider, token);
  expect(provider.invalidate(token)).toBe(true);
  expectNoSecrets(provider, token);
});

test("an abort that came before releases its caller, even from a fresh token", async () => {
  const provider = create();
  await provider.getToken();
  await expect(provider.getToken({ signal: AbortSignal.abort("left") })).rejects.toBe("left");
});

test("options that throw when they are read reject, even beside a fresh token", async () => {
  const provider = create();
  await provider.getToken();
  const options = {
    get signal(): never {
      throw new Error("not now");
    },
  };
  await expect(provider.getToken(options)).rejects.toThrow("not now");
});

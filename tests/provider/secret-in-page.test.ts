import { describe, expect, test, vi } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";

const isPage = "document" in globalThis;

/** Uses a secret, in a copy of the library that has not warned yet; what the console was told. */
async function useSecret(options: { readonly dangerouslyAllowSecretInPage?: boolean }) {
  vi.resetModules();
  const { createTokenProvider } = await import("../../lib/index.ts");
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { credentials, fetch } = createSandbox();
  for (let count = 0; count < 2; count += 1) {
    await createTokenProvider(credentials, { fetch, ...options }).getToken();
  }
  const warnings = warn.mock.calls.flat() as string[];
  warn.mockRestore();
  return warnings;
}

describe("a client secret", { concurrent: false }, () => {
  test("in a page warns once, and says what to do; elsewhere it is where it should be", async () => {
    const warning = expect.stringMatching(
      /^sirv-token: .*everybody.* dangerouslyAllowSecretInPage/,
    );
    expect(await useSecret({})).toEqual(isPage ? [warning] : []);
  });

  test("warns of nothing when that is wanted", async () => {
    expect(await useSecret({ dangerouslyAllowSecretInPage: true })).toEqual([]);
  });
});

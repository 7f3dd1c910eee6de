// A page on plain HTTP, React Native: there is no crypto.subtle, or no crypto.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createTokenProvider } from "../../lib/index.ts";
import { sharedSource } from "../../lib/shared/index.ts";
import { fake } from "../support/control.ts";
import { createMemoryLocks, createMemoryStorage } from "../support/memory-store.ts";

describe("nothing is shared", { concurrent: false }, () => {
  afterEach(() => void vi.unstubAllGlobals());

  test.each([
    ["crypto.subtle", {}],
    ["crypto", undefined],
  ])("without %s", async (_, crypto) => {
    vi.stubGlobal("crypto", crypto);
    let requests = 0;
    const fetch = async () => {
      requests += 1;
      return Response.json({ token: `FAKE-token-${requests}`, expiresIn: 1200 });
    };
    const storage = createMemoryStorage();
    const options = { storage, locks: createMemoryLocks(), fetch };
    const providers = [0, 1].map(() => createTokenProvider(sharedSource(fake, options)));
    for (const provider of providers) {
      const { token } = await provider.getToken();
      expect(token).toMatch(/^FAKE/);
      provider.invalidate(token);
      expect((await provider.getToken()).token).not.toBe(token);
    }
    expect(requests).toBe(4);
    expect(storage.entries.size).toBe(0);
  });
});

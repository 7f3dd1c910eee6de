// `npm start` as a real process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";

test(
  "npm start shows a token request step by step, serves the page, and ends with Ctrl-C",
  { timeout: 60_000 },
  async () => {
    const child = spawn(process.execPath, ["scripts/start.ts"]);
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    await vi.waitUntil(() => output.includes("Ctrl-C ends it."), { timeout: 50_000 });
    expect(output).toMatch(
      /^The request\nPOST http:\/\/127\.0\.0\.1:\d+\/v2\/token\ncontent-type: application\/json\n\n\{"clientId":"sandboxClientOfNoAccount000","clientSecret":"\*\*\*"\}\n\nThe reply\n200 OK\n[^]*"expiresIn": 1200,[^]*\nThe token's claims\n\{[^]*"clientName": "Sandbox"/,
    );
    expect(output).not.toContain("FAKE");
    const address = new URL(/^The demo page: (\S+)$/m.exec(output)?.[1] ?? "");
    expect(address.searchParams.get("endpoint")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2\/token$/);
    expect(await (await fetch(address)).text()).toContain("<title>");
    child.kill("SIGINT");
    expect((await once(child, "exit"))[0]).toBe(0);
    await expect(fetch(address)).rejects.toThrow(TypeError);
  },
);

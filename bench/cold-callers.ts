// 10,000 callers of a provider that has no token yet: how long they wait for the one request, over the
// time that the server takes for it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createTokenProvider } from "../lib/index.ts";

const delay = 20;
const rounds = 25;

if (process.argv[2] === "serve") serve();
else await measure();

/** In a process of its own: what the callers cost must not slow the server down. */
function serve(): void {
  const reply = JSON.stringify({ token: "FAKE.access-token", expiresIn: 1200, scope: [] });
  const server = createServer((request, response) => {
    request.resume();
    setTimeout(() => {
      response.setHeader("content-type", "application/json");
      response.end(reply);
    }, delay);
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object") process.stdout.write(`${address?.port}\n`);
  });
  process.stdin.resume().once("end", () => process.exit());
}

async function measure(): Promise<void> {
  const { argv, execPath } = process;
  const child = spawn(execPath, [argv[1] ?? "", "serve"], { stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const endpoint = `http://127.0.0.1:${port.toString().trim()}/v2/token`;
  const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };
  const waited = async (callers: number) => {
    const provider = createTokenProvider(credentials, { endpoint });
    const start = performance.now();
    await Promise.all(Array.from({ length: callers }, async () => provider.getToken()));
    return performance.now() - start;
  };
  const times: Record<number, number[]> = { 1: [], 10_000: [] };
  // They take turns, for the machine is not always equally fast; the first round only warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [callers, list] of Object.entries(times)) {
      const time = await waited(Number(callers));
      if (round > 0) list.push(time);
    }
  }
  for (const [callers, list] of Object.entries(times)) {
    const median = list.toSorted((one, other) => one - other)[rounds >> 1] ?? Number.NaN;
    const ratio = (median / delay).toFixed(2);
    process.stdout.write(
      `${callers} cold callers: ${ratio} times the server's delay of ${delay} ms\n`,
    );
  }
  child.stdin.end();
}

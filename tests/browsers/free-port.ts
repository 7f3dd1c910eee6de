import { once } from "node:events";
import { createServer } from "node:net";

/** What systems give to those who ask for any port is above: nobody who does so comes by one of these. */
const first = 20_000;
const count = 12_000;

/** A port of 127.0.0.1 that was free a moment ago, for programs that can't choose one. */
export async function freePort(): Promise<number> {
  for (;;) {
    // By chance, so that others who look for one at the same time find another.
    const port = first + Math.floor(Math.random() * count);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
    throw error;
  }
  server.close();
  await once(server, "close");
  return true;
}

import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** What systems give to those who ask for any port is above: nobody who does so comes by one of these. */
const first = 20_000;
const count = 6000;

/**
 * A port of 127.0.0.1 for a program that can't choose one: it was free a moment ago, and nobody else gets it here
 * while this process runs. By whoever listens to the port that belongs to it, all processes know that it is given.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * count);
    const claim = await listenAt(port + count);
    if (!claim) continue;
    claim.unref();
    const trial = await listenAt(port);
    if (!trial) continue;
    trial.close();
    await once(trial, "close");
    return port;
  }
}

/** A server there, unless the port is taken. */
async function listenAt(port: number): Promise<Server | undefined> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return undefined;
    throw error;
  }
}

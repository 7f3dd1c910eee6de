import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** How the server behaves from now on. */
export interface ServerSettings {
  /** Milliseconds before it answers. */
  readonly delay?: number;
  /** What it answers to a token request; 200 if not given. */
  readonly status?: number;
  /** Seconds that its tokens live; 1200 if not given. */
  readonly expiresIn?: number;
}

/** A token server in a process of its own. */
export interface TokenServer {
  readonly origin: string;
  readonly endpoint: string;
  /** Makes it behave otherwise, and begins to count anew. */
  set(settings: ServerSettings): Promise<void>;
  /** How many token requests came since. */
  requests(): Promise<number>;
  close(): void;
}

/** Starts a token server on loopback. */
export async function startServer(settings: ServerSettings = {}): Promise<TokenServer> {
  const child = fork(fileURLToPath(new URL("token-server.ts", import.meta.url)));
  const { origin } = (await answer()) as { origin: string };
  const server: TokenServer = {
    origin,
    endpoint: `${origin}/v2/token`,
    async set(next) {
      child.send(next);
      await answer();
    },
    async requests() {
      child.send("requests");
      const { requests } = (await answer()) as { requests: number };
      return requests;
    },
    close() {
      child.disconnect();
    },
  };
  await server.set(settings);
  return server;

  async function answer(): Promise<unknown> {
    const [message] = (await once(child, "message")) as [unknown];
    return message;
  }
}

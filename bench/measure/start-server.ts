import { startChild } from "./child.ts";

/** How the server behaves from now on. */
export interface ServerSettings {
  /** Milliseconds before it answers. */
  readonly delay?: number;
  /** What it answers; 200 if not given. */
  readonly status?: number;
}

/** A token server in a process of its own. */
export interface TokenServer {
  readonly origin: string;
  readonly endpoint: string;
  /** Makes it behave otherwise, and begins to count anew. */
  set(settings: ServerSettings): Promise<void>;
  /** How many requests came since. */
  requests(): Promise<number>;
  close(): void;
}

/** Starts a token server on loopback. */
export async function startServer(settings: ServerSettings = {}): Promise<TokenServer> {
  const child = startChild("token-server.ts");
  const origin = String(await child.next());
  await child.ask(settings);
  return {
    origin,
    endpoint: `${origin}/v2/token`,
    set: async (next) => void (await child.ask(next)),
    requests: async () => Number(await child.ask("requests")),
    close: () => child.stop(),
  };
}

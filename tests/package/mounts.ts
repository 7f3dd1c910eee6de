// How each recipe of docs/broker.md is served.
import { join } from "node:path";
import { write } from "./app.ts";
import { buildNext, startNext } from "./next-app.ts";
import { changed, recipe, sessionCookie, sharedFiles } from "./recipes.ts";
import { type RunningServer, type ServerProgram, startServer } from "./running-server.ts";
import { bun, deno } from "./runtimes.ts";
import { startSvelteKit } from "./sveltekit-app.ts";
import { startWorkerd } from "./workerd-app.ts";

/** A broker in a framework. */
export interface Mount {
  readonly name: string;
  /** Serves it out of the folder where the frameworks are installed. */
  readonly start: (folder: string, env: Readonly<Record<string, string>>) => Promise<RunningServer>;
  /** The cookie of a session. */
  readonly logIn: (server: RunningServer) => Promise<string>;
  /** Whether the framework's router answers the methods that the recipe leaves out. */
  readonly routesMethods: boolean;
}

const usual = { logIn: async () => sessionCookie, routesMethods: false };

export const mounts: readonly Mount[] = [
  { ...usual, name: "Node's http", start: program("node.js", recipe("node.js"), node) },
  { ...usual, name: "Express", start: program("express.js", recipe("express.js"), node) },
  {
    ...usual,
    name: "Express with express.json()",
    start: program(
      "express-json.js",
      changed("express.js", "= express();", "= express();\napp.use(express.json());"),
      node,
    ),
  },
  {
    ...usual,
    name: "Express with express-session",
    start: program("express-session.js", recipe("express-session.js"), node),
    async logIn({ origin }) {
      const { headers } = await fetch(`${origin}/login`, { method: "POST" });
      return /^[^;]+/.exec(headers.get("set-cookie") ?? "")![0];
    },
  },
  { ...usual, name: "Hono", start: program("hono.js", recipe("hono.js"), node) },
  { ...usual, name: "Fastify", start: program("fastify.js", recipe("fastify.js"), node) },
  {
    ...usual,
    name: "Next.js",
    async start(folder, env) {
      const route = "app/api/sirv-token/route.js";
      await buildNext(folder, "next", { ...sharedFiles, [route]: recipe(route) }, {});
      return startNext(folder, "next", env);
    },
    routesMethods: true,
  },
  {
    ...usual,
    name: "SvelteKit",
    async start(folder, env) {
      const route = "src/routes/api/sirv-token/+server.js";
      const files = {
        "src/lib/server/sirv.js": sharedFiles["sirv.js"],
        "src/lib/server/sessions.js": sharedFiles["sessions.js"],
        [route]: recipe(route),
      };
      return startSvelteKit(folder, files, env);
    },
    routesMethods: true,
  },
  {
    ...usual,
    name: "workerd",
    async start(folder, env) {
      write(folder, { ...sharedFiles, "worker.js": recipe("worker.js") });
      return startWorkerd(folder, "worker.js", env);
    },
  },
  {
    ...usual,
    name: "Deno.serve",
    start: program("deno.js", recipe("deno.js"), (path) => [
      deno,
      "run",
      "--no-prompt",
      "--allow-net",
      "--allow-env",
      path,
    ]),
  },
  {
    ...usual,
    name: "Bun.serve",
    start: program("bun.js", recipe("bun.js"), (path) => [bun, path]),
  },
];

function node(path: string): ServerProgram["command"] {
  return [process.execPath, path];
}

/** Starts a program of one file. */
function program(
  name: string,
  text: string,
  command: (path: string) => ServerProgram["command"],
): Mount["start"] {
  return async (folder, env) => {
    write(folder, { ...sharedFiles, [name]: text });
    return startServer(() => ({ command: command(join(folder, name)), env }));
  };
}

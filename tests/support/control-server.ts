// The servers that the tests talk to over real HTTP, whatever runtime they run in: sandboxes, each
// under a path of its own, and raw TCP recorders, each on a port of its own.
import { Hono } from "hono";
import { cors } from "hono/cors";
import { withControl } from "../../lib/cli/control.ts";
import { serve } from "../../lib/cli/serve.ts";
import { createSandbox, type SandboxOptions } from "../../lib/sandbox/index.ts";
import { createRecorder, type Recorder } from "./recorder.ts";

/** A sandbox with its control path, and what arrived for it. */
interface Served {
  readonly answer: (request: Request) => Promise<Response>;
  readonly arrivals: string[];
}

const sandboxes = new Map<string, Served>();
const recorders = new Map<string, Recorder>();
const app = new Hono();
let count = 0;

const sandboxOf = (id: string) => {
  const sandbox = sandboxes.get(id);
  if (!sandbox) throw new Error(`there is no sandbox ${id}`);
  return sandbox;
};

app.all("/sandbox/:id/*", async ({ req }) => {
  const { answer, arrivals } = sandboxOf(req.param("id"));
  const url = new URL(req.url);
  url.pathname = url.pathname.replace(/^\/sandbox\/\d+/, "");
  const asked = req.header("access-control-request-headers");
  if (!url.pathname.startsWith("/sandbox/")) {
    arrivals.push(asked === undefined ? req.method : `${req.method} ${asked}`);
  }
  return answer(new Request(url, req.raw));
});

app.use(cors());
app.post("/sandboxes", async (context) => {
  const id = String((count += 1));
  const sandbox = createSandbox(await context.req.json<SandboxOptions>());
  sandboxes.set(id, { answer: withControl(() => sandbox), arrivals: [] });
  return context.json({ id, credentials: sandbox.credentials });
});
app.get("/sandboxes/:id/arrivals", (context) =>
  context.json(sandboxOf(context.req.param("id")).arrivals),
);
app.post("/recorders", async (context) => {
  const recorder = await createRecorder(await context.req.json<string[]>());
  recorders.set(recorder.origin, recorder);
  return context.json(recorder.origin);
});
app.get("/recorders", (context) =>
  context.json(recorders.get(context.req.query("origin") ?? "")?.requests),
);

const server = await serve(async (request) => app.fetch(request), 0);
process.stdout.write(`${server.origin}\n`);
// Whoever started it ends its stdin, if only by dying.
process.stdin.resume().once("end", () => process.exit());

// The servers that the tests talk to over real HTTP, whatever runtime they run in: sandboxes, each
// under a path of its own, and raw TCP recorders, each on a port of its own.
import { Hono } from "hono";
import { cors } from "hono/cors";
import { serve } from "../../lib/cli/serve.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../lib/sandbox/index.ts";
import type { SandboxFault } from "../../lib/sandbox/index.ts";
import { createRecorder, type Recorder } from "./recorder.ts";

const sandboxes = new Map<string, Sandbox>();
/** What arrived for each sandbox. */
const arrivals = new Map<string, string[]>();
const recorders = new Map<string, Recorder>();
const app = new Hono();
let count = 0;

const sandboxOf = (id: string) => {
  const sandbox = sandboxes.get(id);
  if (!sandbox) throw new Error(`there is no sandbox ${id}`);
  return sandbox;
};

app.all("/sandbox/:id/*", ({ req }) => {
  const asked = req.header("access-control-request-headers");
  arrivals.get(req.param("id"))?.push(asked === undefined ? req.method : `${req.method} ${asked}`);
  const url = new URL(req.url);
  url.pathname = url.pathname.replace(/^\/sandbox\/\d+/, "");
  return sandboxOf(req.param("id")).fetch(new Request(url, req.raw));
});

app.use(cors());
app.post("/sandboxes", async (context) => {
  const id = String((count += 1));
  const sandbox = createSandbox(await context.req.json<SandboxOptions>());
  sandboxes.set(id, sandbox);
  arrivals.set(id, []);
  return context.json({ id, credentials: sandbox.credentials });
});
app.post("/sandboxes/:id/faults", async (context) => {
  sandboxOf(context.req.param("id")).fail(...(await context.req.json<SandboxFault[]>()));
  return context.json(null);
});
app.get("/sandboxes/:id/requests", (context) =>
  context.json(sandboxOf(context.req.param("id")).requests),
);
app.get("/sandboxes/:id/arrivals", (context) =>
  context.json(arrivals.get(context.req.param("id"))),
);
app.post("/sandboxes/:id/clock", async (context) => {
  sandboxOf(context.req.param("id")).clock.advance(await context.req.json<number>());
  return context.json(null);
});
app.post("/sandboxes/:id/revoked", async (context) => {
  sandboxOf(context.req.param("id")).revoke(await context.req.json<string>());
  return context.json(null);
});
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

import type { Feature } from "../feature.ts";
import { type Finding, found, partly } from "../finding.ts";
import { type Runtime, runtimes } from "../runtime.ts";
import { giveToken, startScripted } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

export const anywhere: Feature = {
  name: "runtimes",
  title: "runs in pages and workers as well as in Node, Deno and Bun",
  probe: `Its token request as a program in ${runtimes.map(({ name }) => name).join(", ")}: bundled by esbuild for the last two, and as it is installed for the others. Workers have \`nodejs_compat\`, and nothing that a platform's own bundler adds.`,
  async find(subject): Promise<Finding> {
    const failing: string[] = [];
    for (const runtime of runtimes)
      if (!(await runsIn(runtime, subject))) failing.push(runtime.name);
    if (failing.length === 0) return found(true, "in all five");
    const seen = `not in ${failing.join(", ")}`;
    return failing.length < runtimes.length - 1 ? partly(seen) : found(false, seen);
  },
};

async function runsIn(runtime: Runtime, subject: Subject): Promise<boolean> {
  let script = "";
  let isTold = false;
  const allowed = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  const server = await startScripted((request) => {
    if (request.path === "/v2/token") return { ...giveToken(request, 0), headers: allowed };
    if (request.path === "/got/FAKE-token-1") isTold = true;
    const isScript = request.path === "/app.js";
    const type = isScript ? "text/javascript" : "text/html";
    const page = '<!doctype html><script type="module" src="/app.js"></script>';
    return { headers: { "content-type": type }, body: isScript ? script : page };
  });
  try {
    const setPage = (text: string) => void (script = text);
    await runtime.run(subject, { origin: server.origin, setPage }, () => isTold);
  } catch (error) {
    process.stderr.write(`${subject.name} in ${runtime.name}: ${String(error).slice(0, 300)}\n`);
  } finally {
    server.close();
  }
  return isTold;
}

// A process of its own, with --expose-gc: it uploads a file in the way that its argument names, and prints how many
// copies of the file are in its memory when the whole file has arrived and the reply has not begun.
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../lib/cli/serve.ts";
import { createTokenProvider } from "../../lib/index.ts";
import { uploads } from "./uploads.ts";

const size = 32 * 1024 * 1024;
const upload = uploads[process.argv[2] ?? ""];
if (!upload || !globalThis.gc) throw new Error("name a way to upload, and pass --expose-gc");

const folder = await mkdtemp(join(tmpdir(), "sirv-token-upload-"));
const file = join(folder, "file");
await writeFile(file, "");
await truncate(file, size);

/** Bytes of buffers, those left out that only wait to be collected: one collection may leave some to the next. */
async function buffered(): Promise<number> {
  let last = Number.NaN;
  for (;;) {
    globalThis.gc?.();
    // What a collection frees outside of its heap, V8 frees a little later.
    await new Promise((resolve) => setImmediate(resolve));
    const { arrayBuffers } = process.memoryUsage();
    if (arrayBuffers === last) return last;
    last = arrayBuffers;
  }
}

let before = 0;
const server = await serve(async (request) => {
  for await (const _ of request.body ?? []) {
    // It is not kept here.
  }
  process.stdout.write(String(Math.round(((await buffered()) - before) / size)));
  return new Response();
}, 0);
const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
const blob = await openAsBlob(file);
before = await buffered();
await upload(blob, { provider, origin: server.origin }).finally(async () =>
  rm(folder, { recursive: true }),
);
process.exit();

#!/usr/bin/env node
import process from "node:process";
import { failed, ok } from "./exit-code.ts";
import { main } from "./main.ts";

// Whoever reads our output may stop early, as `head` does.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") process.exit(ok);
  process.stderr.write(`sirv-token: stdout can't be written: ${message}.\n`);
  process.exit(failed);
});
// There is nobody to tell.
process.stderr.on("error", () => undefined);

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

process.exitCode = await main({
  args: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  folder: ".",
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});

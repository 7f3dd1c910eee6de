import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { Place } from "./places.ts";
import { type Report, type Tally, tally } from "./tally.ts";

/** What a place's run came to. */
export interface PlaceRun extends Tally {
  readonly title: string;
  readonly milliseconds: number;
  /** What it printed, unless it printed at once. */
  readonly output: string;
}

/** Ends a place that hangs, and none that shares the machine with another one. */
const limit = 1_200_000;

/**
 * Runs the tests of one place.
 *
 * @param vitestArgs - Further arguments, such as files and `-t`.
 * @param live - Whether it prints as it goes, or for the caller to print.
 */
export async function runPlace(
  place: Place,
  vitestArgs: readonly string[],
  live: boolean,
): Promise<PlaceRun> {
  const { title, program, userAgent } = place;
  const start = Date.now();
  const done = (counts: Tally, output: string): PlaceRun => ({
    title,
    ...counts,
    milliseconds: Date.now() - start,
    output,
  });
  if (!existsSync(program)) return done({ passed: 0, failed: 1 }, missing(place));

  // Not deno.json: Deno would take it for its settings, in any program below that folder.
  const reportFile = `.reports/place-${place.name}.json`;
  mkdirSync(".reports", { recursive: true });
  rmSync(reportFile, { force: true });
  const child = spawn(program, [...place.args, ...vitest(place, reportFile), ...vitestArgs], {
    stdio: live ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, TESTS_USER_AGENT: userAgent },
    timeout: limit,
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "exit") as Promise<[number | null]>,
  ]);
  const report = existsSync(reportFile)
    ? (JSON.parse(readFileSync(reportFile, "utf8")) as Report)
    : undefined;
  return done(tally(report, exitCode), stdout + stderr);
}

function vitest({ projects, options }: Place, reportFile: string): string[] {
  return [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reportFile}`,
    ...options,
  ];
}

function missing({ title, program }: Place): string {
  return `${title} is not installed: there is no ${program}. Run: npm ci
If it is still missing, npm has none for ${process.platform} on ${process.arch}: add the package to
tests/*/package.json, or test the other places one by one: npm run test:node\n`;
}

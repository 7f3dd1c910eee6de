import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/** A folder for one test, gone with all that is in it when the test ends. */
export function temporaryFolder({ onTestFinished }: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "sirv-token-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

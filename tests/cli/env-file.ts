import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** An env file for one test. */
export function envFile(context: TestContext, text: string): string {
  const file = join(temporaryFolder(context), ".env");
  writeFileSync(file, text);
  return file;
}

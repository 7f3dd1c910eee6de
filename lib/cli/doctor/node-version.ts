import { usage } from "../exit-code.ts";
import { failure, fine, type Finding } from "./finding.ts";

/**
 * Whether this Node is new enough.
 *
 * @param version - As `process.version` has it, such as `v22.21.0`.
 * @param range - The package's `engines.node`, such as `>=22`.
 */
export function checkNodeVersion(version: string, range: string): Finding {
  const major = (text: string) => Number(/\d+/.exec(text)?.[0]);
  const needed = major(range);
  if (major(version) >= needed) return fine("node", `Node ${version.slice(1)} is new enough.`);
  return failure(
    "node",
    usage,
    `Node ${version.slice(1)} is too old for sirv-token, which needs Node ${needed} or later.`,
    `Install Node ${needed} or later; "node --version" tells which one runs.`,
  );
}

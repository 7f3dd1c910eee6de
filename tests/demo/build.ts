import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page once, as it is deployed. */
export default async function setup(): Promise<void> {
  const configFile = fileURLToPath(new URL("../../demo/vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "warn" });
}

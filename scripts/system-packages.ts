// What the tests need of the system beside Node, and how to get it on Debian and its like.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { browserProgram, type BrowserName } from "../tests/browsers/browsers.ts";

interface SystemPackage {
  readonly name: string;
  isInstalled(): boolean;
}

const runs = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;

const hasBrowser = (name: BrowserName) => {
  try {
    return Boolean(browserProgram(name));
  } catch {
    return false;
  }
};

const known: readonly SystemPackage[] = [
  { name: "curl", isInstalled: () => runs("curl", "--version") },
  { name: "jq", isInstalled: () => runs("jq", "--version") },
  { name: "python3", isInstalled: () => runs("python3", "--version") },
  { name: "php-cli", isInstalled: () => runs("php", "--version") },
  { name: "php-curl", isInstalled: () => runs("php", "--ri", "curl") },
  { name: "default-jdk-headless", isInstalled: () => runs("javac", "--version") },
  {
    name: "libunirest-java-java",
    isInstalled: () => existsSync("/usr/share/java/unirest-java.jar"),
  },
  { name: "redis-server", isInstalled: () => runs("redis-server", "--version") },
  { name: "chromium", isInstalled: () => hasBrowser("chromium") },
  { name: "firefox-esr", isInstalled: () => hasBrowser("firefox") },
  { name: "webkit2gtk-driver", isInstalled: () => hasBrowser("webkit") },
  // A Mac's Safari needs no display of its own.
  { name: "xvfb", isInstalled: () => process.platform === "darwin" || runs("Xvfb", "-help") },
];

/** Installs what is missing of these if root may, and else throws with the command to run. */
export function ensureSystemPackages(names: readonly string[]): void {
  const needed = known.filter(({ name }) => names.includes(name));
  const missing = needed.filter((each) => !each.isInstalled()).map(({ name }) => name);
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install --yes ${missing.join(" ")}`;
  if (process.getuid?.() !== 0 || !runs("apt-get", "--version")) {
    throw new Error(`The tests need ${missing.join(", ")}. Run: sudo sh -c "${command}"`);
  }
  process.stderr.write(`Installing ${missing.join(", ")}\n`);
  execFileSync("sh", ["-c", `(${command}) >&2`], {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  const stillMissing = needed.filter((each) => !each.isInstalled()).map(({ name }) => name);
  if (stillMissing.length > 0) throw new Error(`apt did not bring ${stillMissing.join(", ")}`);
}

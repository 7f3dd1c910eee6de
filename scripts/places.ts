// The places that the tests run in: `npm test` goes through all of them, `npm run test:NAME` is one.

/** A runtime, and which of Vitest's projects run in it. */
export interface Place {
  readonly name: string;
  readonly title: string;
  /** The program that Vitest runs in, and its arguments before Vitest's. */
  readonly program: string;
  readonly args: readonly string[];
  readonly projects: readonly string[];
  /** Vitest's own arguments, where the runtime needs some. */
  readonly options: readonly string[];
  /** What the tests must find in `navigator.userAgent`: each runtime names itself there. */
  readonly userAgent: string;
  /** What the system must have, by the names of Debian's packages. */
  readonly systemPackages: readonly string[];
}

const { platform, arch } = process;
const deno = `@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`;
const bun = `@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}`;
export const denoProgram: string = `node_modules/${deno}/deno`;
export const bunProgram: string = `node_modules/${bun}/bin/bun`;

const samples = [
  "curl",
  "jq",
  "python3",
  "php-cli",
  "php-curl",
  "default-jdk-headless",
  "libunirest-java-java",
];
const browsers = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb"];

export const places: readonly Place[] = [
  place("node", "Node 26", "Node.js/26", { projects: ["node", "node-only", "once"] }),
  place("node24", "Node 24", "Node.js/24", {
    program: "tests/node24/node_modules/.bin/node",
    projects: ["node", "node-only"],
  }),
  place("node22", "Node 22", "Node.js/22", {
    program: "tests/node22/node_modules/.bin/node",
    projects: ["node", "node-only"],
  }),
  place("deno", "Deno", "Deno/", {
    program: denoProgram,
    args: ["run", "--allow-all"],
    projects: ["node"],
  }),
  place("bun", "Bun", "Bun/", {
    program: bunProgram,
    // Also for what Vitest starts.
    args: ["--bun"],
    projects: ["node"],
    // Bun 1.4 can't run Vitest's child processes.
    options: ["--pool", "threads"],
  }),
  place("workerd", "workerd", "Cloudflare-Workers"),
  place("happy-dom", "happy-dom", "HappyDOM/"),
  place("chromium", "Chromium", "Chrome/", { systemPackages: ["chromium"] }),
  place("firefox", "Firefox", "Firefox/", { systemPackages: ["firefox-esr"] }),
  place("webkit", "WebKit", "Version/", { systemPackages: ["webkit2gtk-driver", "xvfb"] }),
  place("fleet", "the fleet", "Node.js/", { systemPackages: ["redis-server"] }),
  place("package", "the package", "Node.js/", { systemPackages: browsers }),
  place("samples", "samples", "Node.js/", { systemPackages: samples }),
  place("demo", "the demo page", "Node.js/", { systemPackages: [...browsers, ...samples] }),
];

function place(name: string, title: string, userAgent: string, rest: Partial<Place> = {}): Place {
  return {
    name,
    title,
    userAgent,
    program: process.execPath,
    args: [],
    projects: [name],
    options: [],
    systemPackages: [],
    ...rest,
  };
}

import { parseArgs } from "node:util";
import type { SandboxOptions } from "../sandbox/index.ts";
import { UsageError } from "./usage-error.ts";

/** What the command does; a token request needs no name. */
type Command = "token" | "doctor" | "sandbox";

/** The arguments, checked for themselves and against each other. */
export interface Arguments {
  readonly command: Command | "help" | "version";
  readonly output: "token" | "json" | "header";
  readonly credentials: "environment" | "stdin" | "sandbox";
  readonly envFile: string | undefined;
  readonly expiresIn: number | undefined;
  readonly endpoint: string | undefined;
  readonly timeout: number | undefined;
  readonly sandbox: ServedSandboxArguments;
}

/** Those of the command sandbox. */
export interface ServedSandboxArguments {
  readonly port: number;
  readonly host: string;
  readonly options: SandboxOptions;
  readonly json: boolean;
  readonly verbose: boolean;
}

const options = {
  json: { type: "boolean" },
  header: { type: "boolean" },
  "env-file": { type: "string" },
  stdin: { type: "boolean" },
  sandbox: { type: "boolean" },
  "expires-in": { type: "string" },
  endpoint: { type: "string" },
  timeout: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  "rate-limit": { type: "string" },
  latency: { type: "string" },
  verbose: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** What goes with each command, beside --help and --version. */
const optionsOf: Readonly<Record<Command, readonly string[]>> = {
  token: ["json", "header", "env-file", "stdin", "sandbox", "expires-in", "endpoint", "timeout"],
  doctor: ["json", "env-file", "stdin", "sandbox", "endpoint", "timeout"],
  sandbox: ["json", "port", "host", "rate-limit", "expires-in", "latency", "verbose"],
};

/** Reads the command line, or throws a `UsageError`. */
export function parseArguments(args: readonly string[]): Arguments {
  const command = args[0] === "doctor" || args[0] === "sandbox" ? args[0] : "token";
  const values = parse(command === "token" ? args : args.slice(1));
  const given = Object.keys(values);
  const allowed = new Set([...optionsOf[command], "help", "version"]);
  const stray = given.find((name) => !allowed.has(name));
  if (stray) {
    throw new UsageError(
      `--${stray} does not go with ${command === "token" ? "a token request" : `the command ${command}`}.`,
    );
  }
  atMostOne(given, ["json", "header"]);
  atMostOne(given, ["env-file", "stdin", "sandbox"]);
  atMostOne(given, ["endpoint", "sandbox"]);
  const expiresIn = wholeNumber("expires-in", values["expires-in"]);
  return {
    command: values.help ? "help" : values.version ? "version" : command,
    output: values.json ? "json" : values.header ? "header" : "token",
    credentials: values.stdin ? "stdin" : values.sandbox ? "sandbox" : "environment",
    envFile: values["env-file"],
    expiresIn,
    endpoint: values.endpoint,
    timeout: wholeNumber("timeout", values.timeout),
    sandbox: {
      port: portOf(wholeNumber("port", values.port)),
      host: someHost(values.host),
      options: {
        expiresIn,
        rateLimit: wholeNumber("rate-limit", values["rate-limit"]),
        latency: wholeNumber("latency", values.latency),
      },
      json: values.json ?? false,
      verbose: values.verbose ?? false,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // An argument too many may be a secret: it is not repeated.
    if (code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") {
      throw new UsageError(
        "only options are expected, after the command doctor or sandbox if one is meant; credentials are not taken from arguments.",
      );
    }
    throw new UsageError(`${message.replace(/[.=\p{Cc}].*$/su, "")}.`);
  }
}

function atMostOne(given: readonly string[], names: readonly string[]): void {
  const both = names.filter((name) => given.includes(name));
  if (both.length > 1) throw new UsageError(`--${both.join(" and --")} exclude each other.`);
}

function portOf(port: number = 7478): number {
  if (port > 65_535) throw new UsageError("--port takes a whole number from 0 to 65535.");
  return port;
}

function someHost(host: string = "127.0.0.1"): string {
  // Node would listen on all interfaces.
  if (host === "") throw new UsageError("--host takes a name or an address, such as 0.0.0.0.");
  return host;
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined || /^\d+$/.test(value))
    return value === undefined ? value : Number(value);
  throw new UsageError(`--${name} takes a whole number.`);
}

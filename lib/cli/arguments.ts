import { parseArgs } from "node:util";
import type { SandboxOptions } from "../sandbox/index.ts";
import { UsageError } from "./usage-error.ts";

export const help = `Usage: sirv-token [options]
       sirv-token sandbox [options]

Gets an access token for Sirv's REST API and prints it.

Credentials come from SIRV_CLIENT_ID and SIRV_CLIENT_SECRET, from a file or from stdin; never from
arguments, which other users of the machine can see.

Output:
  --json               the token, its lifetime, scopes and expiry as JSON
  --header             authorization: Bearer TOKEN

Credentials:
  --env-file FILE      read the two variables from FILE; it goes before the environment
  --stdin              read {"clientId":"...","clientSecret":"..."} from stdin
  --sandbox            ask a sandbox in this process: no account, no network

Request:
  --expires-in SECONDS lifetime of the token, 5 to 604800 (default: Sirv's, 1200)
  --endpoint URL       where to ask (default: https://api.sirv.com/v2/token)
  --timeout MS         milliseconds for the whole request, retries included (default: 30000)

  --help, --version

sirv-token sandbox serves the sandbox until it is stopped: its endpoint on stdout, the rest on stderr.
  --port PORT          0 for any that is free (default: 7478)
  --host HOST          where to listen, such as 0.0.0.0 in a container (default: 127.0.0.1)
  --rate-limit N       requests an hour (default: 500)
  --expires-in SECONDS lifetime of a token whose request does not say (default: 1200)
  --latency MS         milliseconds before every reply (default: 0)
  --json               endpoint, base URL, control path and credentials as JSON on stdout
  --verbose            each request and its status on stderr

Its control path lets tests in any language script what goes wrong; bodies are JSON:
  POST /sandbox/faults    one fault or a list, each for one request, such as
                          {"type":"status","status":503,"path":"/v2/files/stat"}
  POST /sandbox/revoke    {"token":"..."}, or {} for all tokens so far
  POST /sandbox/clock     {"advance":MS} or {"set":EPOCH_MS}
  POST /sandbox/reset     back to the beginning: no files, faults, tokens
  GET  /sandbox/requests  what was answered: method, path, status
Faults are status (status, message, headers), rate-limit and rate-limit-sentence (resetIn), slow (delay),
redirect (location, status), reply (body, status, headers), garbage (size) and cut-off; each may have a path.

Exit codes: 0 done, 2 usage or input, 3 credentials refused, 4 rate limited, 5 network, server or
reply.
`;

/** The arguments, checked for themselves and against each other. */
export interface Arguments {
  readonly command: "token" | "sandbox" | "help" | "version";
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

const ofBoth: ReadonlySet<string> = new Set(["help", "version", "json", "expires-in"]);
const ofSandbox: ReadonlySet<string> = new Set([
  "port",
  "host",
  "rate-limit",
  "latency",
  "verbose",
]);

/** Reads the command line, or throws a `UsageError`. */
export function parseArguments(args: readonly string[]): Arguments {
  const serve = args[0] === "sandbox";
  const values = parse(serve ? args.slice(1) : args);
  const given = Object.keys(values);
  const stray = given.find((name) => !ofBoth.has(name) && serve !== ofSandbox.has(name));
  if (stray) {
    throw new UsageError(
      `--${stray} does not go with ${serve ? "the command sandbox" : "a token request"}.`,
    );
  }
  atMostOne(given, ["json", "header"]);
  atMostOne(given, ["env-file", "stdin", "sandbox"]);
  atMostOne(given, ["endpoint", "sandbox"]);
  const expiresIn = wholeNumber("expires-in", values["expires-in"]);
  return {
    command: values.help ? "help" : values.version ? "version" : serve ? "sandbox" : "token",
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
        "only options are expected, after the command sandbox if it is meant; credentials are not taken from arguments.",
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

import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.ts";

export const help = `Usage: sirv-token [options]
       sirv-token sandbox [--port PORT]

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

sirv-token sandbox serves the sandbox on 127.0.0.1 until it is stopped:
  --port PORT          0 for any that is free (default: 7478)

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
  readonly port: number;
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
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** Reads the command line, or throws a `UsageError`. */
export function parseArguments(args: readonly string[]): Arguments {
  const serve = args[0] === "sandbox";
  const values = parse(serve ? args.slice(1) : args);
  const given = Object.keys(values);
  const stray = given.find(
    (name) => !["help", "version"].includes(name) && serve !== (name === "port"),
  );
  if (stray) {
    throw new UsageError(
      `--${stray} does not go with ${serve ? "the command sandbox" : "a token request"}.`,
    );
  }
  atMostOne(given, ["json", "header"]);
  atMostOne(given, ["env-file", "stdin", "sandbox"]);
  atMostOne(given, ["endpoint", "sandbox"]);
  return {
    command: values.help ? "help" : values.version ? "version" : serve ? "sandbox" : "token",
    output: values.json ? "json" : values.header ? "header" : "token",
    credentials: values.stdin ? "stdin" : values.sandbox ? "sandbox" : "environment",
    envFile: values["env-file"],
    expiresIn: wholeNumber("expires-in", values["expires-in"]),
    endpoint: values.endpoint,
    timeout: wholeNumber("timeout", values.timeout),
    port: wholeNumber("port", values.port) ?? 7478,
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

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined || /^\d+$/.test(value))
    return value === undefined ? value : Number(value);
  throw new UsageError(`--${name} takes a whole number.`);
}

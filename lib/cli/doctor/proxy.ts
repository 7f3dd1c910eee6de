import { fine, type Finding, note } from "./finding.ts";
import { isExempt } from "./no-proxy.ts";

const name = "proxy";

/** What decides on the way that a request of Node's takes. */
export interface ProxySurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.version` has it. */
  readonly version: string;
  /** The version of undici, which is Node's fetch, as `process.versions` has it. */
  readonly undici: string;
  /** Node's own options, as `process.execArgv` has them. */
  readonly execArgv: readonly string[];
  /** Who is asked. */
  readonly endpoint: URL;
}

/**
 * Whether a proxy is set, and whether this Node uses it. A proxy's URL may hold a password: variables are
 * named and not quoted.
 *
 * @see https://nodejs.org/en/learn/http/enterprise-network-configuration
 */
export function checkProxy(surroundings: ProxySurroundings): Finding {
  const { env, version, undici, execArgv, endpoint } = surroundings;
  const variable = variableFor(endpoint.protocol, env);
  if (!variable) {
    const other = ["all_proxy", "ALL_PROXY"].find((each) => env[each]);
    if (!other) return fine(name, "No proxy is set in the environment: requests go directly.");
    return note(
      name,
      `${other} is set, which Node does not read: requests go directly.`,
      `If there is no way but through the proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.`,
    );
  }
  const without = firstSet(["no_proxy", "NO_PROXY"], env);
  const list = without && env[without];
  if (list && isExempt(list, endpoint, undici)) {
    return fine(name, `Requests to ${endpoint.host} go directly: ${without} has it.`);
  }
  const exceptions = list ? `, but for the hosts in ${without}` : "";
  if (usesProxies(env, execArgv) && canUseProxies(version)) {
    return fine(name, `Requests go through the proxy in ${variable}${exceptions}.`);
  }
  const message = `${variable} is set, and this Node does not use it: requests go directly.`;
  const advice = `If there is no way but through the proxy, ${whatToDo(env, version, variable)}.`;
  return note(name, message, advice);
}

/** The variable with the proxy for a protocol: that of HTTP serves HTTPS too, where there is none. */
function variableFor(protocol: string, env: ProxySurroundings["env"]): string | undefined {
  const http = firstSet(["http_proxy", "HTTP_PROXY"], env);
  const https = protocol === "https:" ? firstSet(["https_proxy", "HTTPS_PROXY"], env) : undefined;
  return [https, http].find((each) => each && env[each]);
}

/** Of two cases of a name, Node takes the first that is there, be it empty. */
function firstSet(names: readonly string[], env: ProxySurroundings["env"]): string | undefined {
  return names.find((each) => env[each] !== undefined);
}

/** Whether Node's fetch can use the environment's proxies: since 24.0, and since 22.21. */
function canUseProxies(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 21);
}

/** Whether Node was told to use them: the last option counts, and goes before the variable. */
function usesProxies(env: ProxySurroundings["env"], execArgv: readonly string[]): boolean {
  const options = [...(env["NODE_OPTIONS"] ?? "").split(/\s+/), ...execArgv];
  const last = options.findLast((option) => /^--(no-)?use-env-proxy$/.test(option));
  return last === undefined ? env["NODE_USE_ENV_PROXY"] === "1" : last === "--use-env-proxy";
}

function whatToDo(env: ProxySurroundings["env"], version: string, variable: string): string {
  const steps = [
    ...(canUseProxies(version) ? [] : ["take Node 24 or later, or 22.21 or later of Node 22"]),
    // With anything else there, a Node that uses it does not even start.
    ...(/^https?:\/\/./i.test(env[variable] ?? "")
      ? []
      : [`make ${variable} a URL, such as http://host:port`]),
    env["NODE_USE_ENV_PROXY"]
      ? "set NODE_USE_ENV_PROXY=1 (no other value counts)"
      : "set NODE_USE_ENV_PROXY=1",
  ];
  return steps.join(", and ");
}

/**
 * Whether a list like `NO_PROXY` exempts a URL from the proxy, as Node's fetch reads it.
 *
 * Entries are names with an optional port, apart by commas or spaces. One that begins with `.` or `*.` has
 * what is below that name; since undici 7.22, each has the name and what is below it.
 *
 * @param undici - The version of undici, which is Node's fetch.
 * @see https://github.com/nodejs/undici/blob/main/docs/docs/api/EnvHttpProxyAgent.md
 */
export function isExempt(list: string, { protocol, hostname, port }: URL, undici: string): boolean {
  if (list === "*") return true;
  const host = withoutBrackets(hostname);
  const asked = Number(port) || (protocol === "https:" ? 443 : 80);
  const [major = 0, minor = 0] = undici.split(".").map(Number);
  const isLike = major > 7 || (major === 7 && minor >= 22) ? isOrIsBelow : isOrIsBelowDot;
  return list.split(/[,\s]+/).some((entry) => {
    // An IPv6 address has colons of its own, and brackets where a port follows.
    const [, name = entry, only] = /^([^:]+|\[.+\]):(\d+)$/.exec(entry) ?? [];
    if (name === "" || (only && Number(only) !== asked)) return false;
    return isLike(host, withoutBrackets(name.toLowerCase()));
  });
}

function isOrIsBelow(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, "");
  return host === name || host.endsWith(`.${name}`);
}

function isOrIsBelowDot(host: string, entry: string): boolean {
  return /^[.*]/.test(entry) ? host.endsWith(entry.replace(/^\*/, "")) : host === entry;
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.+)\]$/, "$1");
}

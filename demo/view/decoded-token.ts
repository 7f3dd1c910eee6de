import { formatInstant } from "./duration.ts";
import { element } from "./element.ts";
import { decodeJwt } from "./jwt.ts";
import { watchScrolling } from "./scrollable.ts";
import { secretElement } from "./secret.ts";

/** What the claims of RFC 7519 that Sirv's tokens have are. */
const claimNames: ReadonlyMap<string, string> = new Map([
  ["iat", "issued"],
  ["exp", "expires"],
  ["aud", "for whom"],
]);

/** What a scope allows, by Sirv's names of its endpoints. */
const scopeNames: ReadonlyMap<string, string> = new Map([
  ["account:read", "read the account, its storage and its limits"],
  ["account:write", "change the account’s settings"],
  ["user:read", "read who its users are"],
  ["user:write", "change its users"],
  ["billing:read", "read the billing plan"],
  ["billing:write", "change the billing"],
  ["files:read", "list, search and download files"],
  ["files:write", "upload, move and delete files"],
  ["videos", "call the video endpoints"],
  ["images", "call the image endpoints"],
]);

/** A token in three colours: its header, its claims and its signature. */
export function tokenInColours(token: string): (Node | string)[] {
  const parts = decodeJwt(token)?.encoded ?? [token];
  // The dots are text: whoever selects a token gets a whole one.
  return parts.flatMap((text, index) => {
    const shown = secretElement(text, `jwt-${index}`);
    return index === 0 ? shown : [".", shown];
  });
}

/** What a token says: its header, its claims, and what its scopes allow. */
export function decodedToken(token: string): HTMLElement[] {
  const jwt = decodeJwt(token);
  if (!jwt) return [element("p", { class: "note" }, "This token is no JWT: it is opaque.")];
  const { scope, ...others } = jwt.claims;
  const isList = Array.isArray(scope);
  const claims = isList ? others : jwt.claims;
  return [
    part(0, "Header", fields(jwt.header)),
    part(1, "Claims", fields(claims), ...(isList ? [scopes(scope)] : [])),
    part(
      2,
      "Signature",
      element("p", { class: "note" }, "Only Sirv can check it, for only Sirv has the key."),
    ),
  ];
}

function part(index: number, name: string, ...content: readonly HTMLElement[]): HTMLElement {
  return element(
    "section",
    { class: "jwt-part" },
    element("h3", { class: `jwt-${index}` }, name),
    ...content,
  );
}

function fields(values: Readonly<Record<string, unknown>>): HTMLElement {
  return list(
    Object.entries(values).flatMap(([name, value]) => [
      element("dt", {}, name, ...(claimNames.has(name) ? [` (${claimNames.get(name)})`] : [])),
      element("dd", {}, formatClaim(name, value)),
    ]),
  );
}

function list(rows: readonly HTMLElement[]): HTMLElement {
  const made = element("dl", { class: "headers bytes" }, ...rows);
  watchScrolling(made);
  return made;
}

/** A claim as people read it: an instant of RFC 7519 as local time beside its number. */
function formatClaim(name: string, value: unknown): string {
  const isInstant = typeof value === "number" && ["iat", "exp", "nbf"].includes(name);
  if (isInstant) return `${value} = ${formatInstant(value * 1000)}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function scopes(names: readonly unknown[]): HTMLElement {
  const rows = names
    .map(String)
    .flatMap((name) => [element("dt", {}, name), element("dd", {}, scopeNames.get(name) ?? "–")]);
  return element(
    "details",
    { class: "scopes", open: "" },
    element(
      "summary",
      {},
      `scope: ${names.length} thing${names.length === 1 ? "" : "s"} that it allows`,
    ),
    list(rows),
  );
}

import type { Account } from "./account.ts";
import type { scopes } from "./client.ts";
import type { Files } from "./files.ts";
import type { LimitType } from "./rate-limit.ts";

/** An endpoint behind the bearer. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** What the token must allow. */
  readonly scope: (typeof scopes)[number];
  /** What it counts as, beside all requests. */
  readonly counts?: LimitType;
  /** Whether its replies leave out how much of the limit is left, as those of a download do. */
  readonly hidesLimit?: boolean;
  readonly reply: (request: Request, clientId: string) => Response | Promise<Response>;
}

/** Those that the sandbox has. */
export function createEndpoints(
  account: Account,
  files: Files,
  search: (request: Request) => Promise<Response>,
): readonly Endpoint[] {
  return [
    { method: "GET", path: "account", scope: "account:read", reply: account.info },
    {
      method: "GET",
      path: "account/limits",
      scope: "account:read",
      reply: (_, clientId) => account.limits(clientId),
    },
    { method: "GET", path: "account/storage", scope: "account:read", reply: account.storage },
    { method: "GET", path: "billing/plan", scope: "billing:read", reply: account.plan },
    { method: "GET", path: "files/readdir", scope: "files:read", reply: files.readdir },
    { method: "GET", path: "files/stat", scope: "files:read", reply: files.stat },
    {
      method: "GET",
      path: "files/download",
      scope: "files:read",
      hidesLimit: true,
      reply: files.download,
    },
    {
      method: "POST",
      path: "files/search",
      scope: "files:read",
      counts: "rest:post:files:search",
      reply: search,
    },
    {
      method: "POST",
      path: "files/upload",
      scope: "files:write",
      counts: "rest:post:files:upload",
      reply: files.upload,
    },
    { method: "POST", path: "files/mkdir", scope: "files:write", reply: files.mkdir },
    { method: "POST", path: "files/rename", scope: "files:write", reply: files.rename },
    {
      method: "POST",
      path: "files/delete",
      scope: "files:write",
      counts: "rest:post:files:delete",
      reply: files.remove,
    },
  ];
}

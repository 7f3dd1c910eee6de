/**
 * An API client that the sandbox knows.
 *
 * @example
 * ```ts
 * const reader: SandboxClient = {
 *   clientId: "reader",
 *   clientSecret: "FAKE-secret",
 *   scope: ["files:read"],
 * };
 * const sandbox = createSandbox({ clients: [reader] });
 * ```
 */
export interface SandboxClient {
  /** The client id. */
  readonly clientId: string;
  /** The client secret, of no account anywhere. */
  readonly clientSecret: string;
  /** The claim `clientName` of its tokens. */
  readonly clientName?: string | undefined;
  /**
   * What its tokens allow; an endpoint that needs more answers 403.
   *
   * @default all that Sirv has: `["account:read", …, "files:read", "files:write", …]`
   */
  readonly scope?: readonly string[] | undefined;
}

/** What a token of Sirv's allows, in the order of its reference. */
export const scopes = [
  "account:read",
  "account:write",
  "user:read",
  "user:write",
  "billing:read",
  "billing:write",
  "files:read",
  "files:write",
  "videos",
  "images",
] as const;

/** The client of a sandbox that was given none: of no account anywhere, and visibly so. */
export const sandboxClient: SandboxClient = {
  clientId: "sandboxClientOfNoAccount000",
  clientSecret:
    "FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKEA==",
  clientName: "Sandbox",
};

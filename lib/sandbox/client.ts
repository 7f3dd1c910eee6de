/** An API client that the sandbox knows. */
export interface SandboxClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim `clientName` of its tokens. */
  readonly clientName?: string;
}

/** The client of a sandbox that was given none: of no account anywhere, and visibly so. */
export const sandboxClient: SandboxClient = {
  clientId: "sandboxClientOfNoAccount000",
  clientSecret:
    "FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKE+secret/of+the/sandbox+FAKE=",
  clientName: "Sandbox",
};

/** What a token of Sirv's allows, in the order of its reference. */
export const scope: readonly string[] = [
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
];

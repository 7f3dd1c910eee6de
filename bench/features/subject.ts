/** Where a client gets its tokens. */
export interface Setup {
  readonly endpoint: string;
  /** Whether its user has allowed HTTP, where it has to be allowed. */
  readonly isHttpAllowed: boolean;
  /** The API that is called, for who needs to know it beforehand. */
  readonly api?: string | undefined;
}

/** A client as its user has it. */
interface Client {
  /** Gives the token's text. */
  readonly getToken: (signal?: AbortSignal) => Promise<string>;
  /** Calls an API with a token that it gets by itself; gives the status of the answer. */
  readonly call?: (url: string) => Promise<number>;
}

/** A store that several clients share. */
export interface Store {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, value: string) => void;
}

/** A part of a library that is for something. */
export interface Means {
  readonly name: string;
  /** What stands behind the name: it has to be a function. */
  readonly value: unknown;
}

/** A library, used as its documentation has it. */
export interface Subject {
  /** How its column is called. */
  readonly name: string;
  /** Where its version, its types and its dependencies are found. */
  readonly package: string;
  readonly create: (setup: Setup) => Client;
  /** With the settings that bring it closest to Sirv's request, if that takes others. */
  readonly createForSirv?: (setup: Setup) => Client;
  /** Keeping what another process has kept, by the means it has for that. */
  readonly createShared?: (setup: Setup, store: Store) => Client;
  /** Whether it makes the token request itself. */
  readonly sendsRequest: boolean;
  /** Whether it keeps the token. */
  readonly keepsToken: boolean;
  /** Whether a caller can leave by a signal. */
  readonly takesSignal: boolean;
  /** What it has for signing users in, if anything. */
  readonly signIn?: Means;
  /** What it has for ID tokens, if anything. */
  readonly idTokens?: Means;
  /** What it has to hand a server's token to pages, if anything. */
  readonly broker?: Means;
  /** What it has to stand in for the server in tests, if anything. */
  readonly sandbox?: Means;
  /** Its token request as a program, whose imports a bundler or a runtime finds. */
  readonly program: string;
  /** What an app that keeps a token, or asks for one, imports of it. */
  readonly bundle: string;
  readonly platform: "browser" | "node";
}

/**
 * Something that goes wrong with one request. It is plain JSON, so that it can be sent to a server.
 *
 * @example
 * ```ts
 * const fault: SandboxFault = { type: "slow", delay: 2000, path: "/v2/token" };
 * sandbox.fail(fault);
 * ```
 */
export type SandboxFault = {
  /** Only for this path, such as `"/v2/files/upload"`; else for any. */
  readonly path?: string | undefined;
} & (
  | {
      /** An error reply in Sirv's shape. The headers join Sirv's, or take their place. */
      readonly type: "status";
      /** The HTTP status, of a reply that can have a body. */
      readonly status: number;
      /**
       * What the reply says went wrong.
       *
       * @default "Scripted by the sandbox"
       */
      readonly message?: string | undefined;
      /** The reply's headers, beside or in place of Sirv's. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** A 429 whose limit ends in so many milliseconds, by its headers; by its message in that minute. */
      readonly type: "rate-limit";
      /** Milliseconds until the limit ends. */
      readonly resetIn: number;
    }
  | {
      /** The same without the headers: only its message says when the limit ends, rounded up to a minute. */
      readonly type: "rate-limit-sentence";
      /** Milliseconds until the limit ends. */
      readonly resetIn: number;
    }
  | {
      /** The right reply, so many milliseconds late, by a timer. */
      readonly type: "slow";
      /** Milliseconds that the reply is late. */
      readonly delay: number;
    }
  | {
      /** A redirect; `sandbox.fetch` does not follow it. */
      readonly type: "redirect";
      /** Where to: the URL of the header `location`. */
      readonly location: string;
      /**
       * The HTTP status.
       *
       * @default 307
       */
      readonly status?: number | undefined;
    }
  | {
      /** This reply, whatever it is. */
      readonly type: "reply";
      /** The reply's body; `null` for none. */
      readonly body: string | null;
      /**
       * The HTTP status.
       *
       * @default 200
       */
      readonly status?: number | undefined;
      /** The reply's headers, beside or in place of Sirv's. */
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** A 200 with so many bytes of nothing in particular. */
      readonly type: "garbage";
      /** Bytes of the body. */
      readonly size: number;
    }
  | {
      /** A 200 whose connection breaks in the middle of the body. */
      readonly type: "cut-off";
    }
);

/** Something that goes wrong with one request. It is plain JSON, so that it can be sent to a server. */
export type SandboxFault = {
  /** Only for this path, such as `"/v2/files/upload"`; else for any. */
  readonly path?: string | undefined;
} & (
  | {
      /** An error reply in Sirv's shape. The headers join Sirv's, or take their place. */
      readonly type: "status";
      readonly status: number;
      readonly message?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** A 429 whose limit ends in so many milliseconds, by its headers; by its message in that minute. */
      readonly type: "rate-limit";
      readonly resetIn: number;
    }
  | {
      /** The same without the headers: only its message says when the limit ends, rounded up to a minute. */
      readonly type: "rate-limit-sentence";
      readonly resetIn: number;
    }
  | {
      /** The right reply, so many milliseconds late, by a timer. */
      readonly type: "slow";
      readonly delay: number;
    }
  | {
      /** A redirect, a 307 unless another status is given; `sandbox.fetch` does not follow it. */
      readonly type: "redirect";
      readonly location: string;
      readonly status?: number | undefined;
    }
  | {
      /** This reply, whatever it is; a 200 unless another status is given. */
      readonly type: "reply";
      readonly body: string | null;
      readonly status?: number | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** A 200 with so many bytes of nothing in particular. */
      readonly type: "garbage";
      readonly size: number;
    }
  | {
      /** A 200 whose connection breaks in the middle of the body. */
      readonly type: "cut-off";
    }
);

/** Something that goes wrong with one request. It is plain JSON, so that it can be sent to a server. */
export type SandboxFault = {
  /** Only for this path, such as `"/v2/files/upload"`; else for any. */
  readonly path?: string | undefined;
} & (
  | {
      /** An error reply in Sirv's shape. */
      readonly type: "status";
      readonly status: number;
      readonly message?: string | undefined;
      readonly headers?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** A 429 whose limit ends in so many milliseconds. */
      readonly type: "rate-limit";
      readonly resetIn: number;
    }
  | {
      /** The same, but only its message says when the limit ends: no header does. */
      readonly type: "rate-limit-sentence";
      readonly resetIn: number;
    }
  | {
      /** The right reply, so many milliseconds late. */
      readonly type: "slow";
      readonly delay: number;
    }
  | {
      /** A redirect, a 307 unless another status is given. */
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

// What the page and its service worker say to each other. The sandbox is in the page; the worker only
// carries what the browser sends there and back. So nothing is lost when the browser ends the worker,
// which it does after half a minute, and every tab has a sandbox of its own.

/** The page's folder under which the sandbox answers: `./sandbox/v2/token`. */
export const folder = "sandbox";

/** From the worker, with a port for the reply: a request as the browser sent it. */
export interface CarriedRequest {
  readonly type: "request";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer;
}

/** Through the port: the reply in pieces, or that there is none. */
export type CarriedReply =
  | {
      readonly type: "head";
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
    }
  | { readonly type: "chunk"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "end" }
  | { readonly type: "broken" };

/** From the page: after a hard reload the worker answers for it only when told to. */
export const claim = "claim";

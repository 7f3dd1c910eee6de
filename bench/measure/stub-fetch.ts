import { replyText } from "./reply.ts";

/** Answers every request with a token, without a network. */
export const stubFetch: typeof globalThis.fetch = async () =>
  new Response(replyText, { headers: { "content-type": "application/json" } });

import { credentials } from "../measure/credentials.ts";

/** Sirv's token request, for who sends bytes. */
export const message = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(credentials),
} as const;

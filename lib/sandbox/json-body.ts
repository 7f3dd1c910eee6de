import { boom } from "./boom.ts";

/** The value of a JSON body, or the reply to one that is none. */
export async function readJson(request: Request): Promise<{ readonly value: unknown } | Response> {
  // hapi takes a request without a content type for JSON. It takes forms too, unless it is told not to; no
  // client of Sirv's sends one, and a test that passes with one would prove nothing.
  const type = request.headers.get("content-type") ?? "application/json";
  if (!/^application\/json *(;|$)/i.test(type)) {
    return boom(415, "Unsupported Media Type: send the body as application/json");
  }
  const text = await request.text();
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return boom(400, "Invalid request payload JSON format");
  }
}

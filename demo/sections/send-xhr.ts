import { type Exchange, isGood } from "../watch/exchange.ts";
import type { SentWay } from "./reference-verdict.ts";

interface XhrRequest {
  readonly endpoint: string;
  readonly headers: Exchange["headers"];
  readonly body: string;
  readonly withCredentials?: boolean;
}

/** @param limits - What an XMLHttpRequest has by itself neither of: an end, and an earlier one. */
export async function sendXhr(
  { endpoint, headers, body, withCredentials = false }: XhrRequest,
  { signal, timeout }: { readonly signal: AbortSignal; readonly timeout: number },
): Promise<SentWay> {
  const request = new XMLHttpRequest();
  request.withCredentials = withCredentials;
  const event = await new Promise<string>((resolve) => {
    for (const type of ["load", "error", "timeout", "abort"]) {
      request.addEventListener(type, () => resolve(type));
    }
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", endpoint);
    request.timeout = timeout;
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    if (signal.aborted) resolve("abort");
    else request.send(body);
  });
  const { status, responseText } = request;
  const ends: Readonly<Record<string, string>> = {
    error: "Status 0, and no reason given",
    timeout: `No reply in ${timeout / 1000} seconds`,
    abort: "Canceled",
  };
  const outcome = ends[event] ?? told(status, responseText);
  return { headers, body, status, isGood: isGood(status), outcome };
}

function told(status: number, text: string): string {
  if (isGood(status)) return `${status}, and a text to parse and check`;
  const [, message = ""] = /"message"\s*:\s*"((?:[^"\\]|\\.){1,300})"/.exec(text) ?? [];
  return `${status} ${message.replaceAll('\\"', '"')}`.trim();
}

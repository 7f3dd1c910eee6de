/** A request as it came over the wire. */
export interface HttpMessage {
  readonly line: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** One character for each byte. */
  readonly body: string;
}

/** The parts of a whole request; `undefined` while some of it is missing. */
export function parseMessage(bytes: string): HttpMessage | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return undefined;
  const [line = "", ...fields] = bytes.slice(0, end).split("\r\n");
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  const rest = bytes.slice(end + 4);
  const chunked = headers.get("transfer-encoding") === "chunked";
  const body = chunked ? joinChunks(rest) : rest;
  if (body === undefined || body.length < Number(headers.get("content-length") ?? 0)) {
    return undefined;
  }
  return { line, headers, body };
}

/** RFC 9112, section 7.1. */
function joinChunks(bytes: string): string | undefined {
  let body = "";
  let rest = bytes;
  while (rest.includes("\r\n")) {
    const start = rest.indexOf("\r\n") + 2;
    const size = Number.parseInt(rest, 16);
    if (size === 0) return body;
    body += rest.slice(start, start + size);
    rest = rest.slice(start + size + 2);
  }
  return undefined;
}

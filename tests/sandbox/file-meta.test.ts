import { expect, test } from "vitest";
import { fileMeta } from "../../lib/sandbox/file-meta.ts";

/** The head of a PNG of 3 by 2 pixels. */
const png = Uint8Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAAA="), (character) =>
  character.charCodeAt(0),
).buffer;
const text = new TextEncoder().encode("FAKE image").buffer;
const none = { width: 0, height: 0, duration: 0 };

test.each([
  ["image/png", png, { width: 3, height: 2, duration: 0, format: "PNG" }],
  // As Sirv, which looks at the bytes.
  ["image/jpeg", png, { width: 3, height: 2, duration: 0, format: "PNG" }],
  ["application/octet-stream", png, { width: 3, height: 2, duration: 0, format: "PNG" }],
  ["image/jpeg", text, none],
  ["video/mp4", text, none],
  ["application/octet-stream", text, {}],
  ["text/plain; charset=utf-8", text, {}],
  ["application/json", png, {}],
  ["image/gif", new ArrayBuffer(0), none],
  ["image/svg+xml", new TextEncoder().encode('<svg width="1e400" height="5"/>').buffer, none],
])("%s", (contentType, bytes, meta) => {
  expect(fileMeta(bytes, contentType)).toEqual(meta);
});

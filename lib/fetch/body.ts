/** Whether a body can be read but once: a stream, or an async iterable, which Node takes too. */
export function isReadOnce(body: unknown): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    ("getReader" in body || Symbol.asyncIterator in body)
  );
}

/** Lets go of a body that nobody will read, so that what feeds it ends too. */
export function cancelBody(body: unknown, reason?: unknown): void {
  if (typeof body !== "object" || body === null) return;
  // One that is being read already can't be cancelled.
  if ("cancel" in body && typeof body.cancel === "function") {
    Promise.resolve(body.cancel(reason)).catch(() => undefined);
  }
  // Node's streams.
  if ("destroy" in body && typeof body.destroy === "function") body.destroy();
}

/** Why a signal was aborted; an `AbortError` where it has no reason (React Native before 0.87). */
export function abortReason({ reason }: AbortSignal): unknown {
  return reason === undefined ? abortError() : reason;
}

function abortError(): Error {
  // Not every platform has DOMException.
  return Object.assign(new Error("This operation was aborted"), { name: "AbortError" });
}

import { isTokenError } from "../token-error.ts";

/**
 * What a callback of the options threw, `fetch` or `onRetry`, that is no failure of the network: it is
 * carried past all that would take some of it for one, ky and our retries.
 */
export class CallbackFault extends Error {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    super();
    this.thrown = thrown;
  }
}

/** Calls a callback of the options, async or not, which may also throw the failure that it is told. */
export async function runCallback(callback: () => unknown): Promise<void> {
  try {
    await callback();
  } catch (thrown) {
    throw isTokenError(thrown) ? thrown : new CallbackFault(thrown);
  }
}

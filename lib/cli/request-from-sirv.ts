import {
  type AccessToken,
  type Credentials,
  isTokenError,
  requestToken,
  type RequestTokenOptions,
  TokenError,
} from "../index.ts";
import type { Arguments } from "./arguments.ts";
import { inOptions } from "./in-options.ts";
import type { Streams } from "./surroundings.ts";
import { lookSwapped } from "./swapped.ts";

/** The settings of a token request that the arguments give; its waits are told to a terminal alone. */
export function requestOptionsOf(
  { expiresIn, endpoint, timeout }: Arguments,
  { stderr, signal }: Streams,
): RequestTokenOptions {
  return {
    expiresIn,
    endpoint,
    timeout,
    totalTimeout: timeout,
    signal,
    onRetry({ error, delay }) {
      const seconds = (delay / 1000).toFixed(1);
      if (stderr.isTTY)
        stderr.write(
          `sirv-token: ${inOptions(error.message).replace(" Try again later.", "")} Trying again in ${seconds} s.\n`,
        );
    },
  };
}

/** Asks for a token; where the credentials were refused and look swapped, the error says so. */
export async function requestFromSirv(
  credentials: Credentials,
  options: RequestTokenOptions,
): Promise<AccessToken> {
  try {
    return await requestToken(credentials, options);
  } catch (error) {
    if (!isTokenError(error) || error.code !== "unauthorized" || !lookSwapped(credentials))
      throw error;
    const { message, ...details } = error;
    throw new TokenError(`${message} They look swapped: the id is the shorter one.`, details);
  }
}

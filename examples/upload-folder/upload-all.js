import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import {
  createTokenFetch,
  createTokenProvider,
  environmentCredentials,
  isTokenError,
} from "sirv-token";

const baseUrl = process.env.SIRV_BASE_URL ?? "https://api.sirv.com/v2/";
const endpoint = new URL("token", baseUrl);
const provider = createTokenProvider(environmentCredentials, { endpoint });

/**
 * Uploads files, so many at a time. One that fails stops no other, unless the next would fail as well.
 *
 * @param uploads - Each with the `path` on this machine and the `filename` at Sirv.
 * @param stop - An AbortController: what is not uploaded when it aborts has failed.
 * @param onEnd - Told of each upload, and of its error if it failed.
 * @returns The uploads that failed.
 */
export async function uploadAll(uploads, concurrency, stop, onEnd) {
  const failed = [];
  // All workers take from the one iterator.
  const queue = uploads.values();
  const work = async () => {
    for (const each of queue) {
      try {
        stop.signal.throwIfAborted();
        await upload(each, stop.signal);
        onEnd(each);
      } catch (error) {
        failed.push(each);
        onEnd(each, error);
        // No token, or Sirv's limit, which is by the hour.
        if (isTokenError(error) || error.status === 429) stop.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return failed;
}

async function upload({ path, filename }, signal) {
  const { size } = await stat(path);
  // Opened for each attempt, so a 401 can be answered with another. From Node 26 on, fetch reads a stream as
  // it is sent; before, and of a Blob, it has the whole file in memory.
  const send = async (url, init) => {
    const headers = new Headers(init.headers);
    headers.set("content-length", size);
    return fetch(url, { ...init, headers, body: createReadStream(path), duplex: "half" });
  };
  const tokenFetch = createTokenFetch(provider, { origin: baseUrl, fetch: send });
  const url = new URL("files/upload", baseUrl);
  url.searchParams.set("filename", filename);
  const response = await tokenFetch(url, { method: "POST", signal });
  const text = await response.text();
  if (response.ok) return;
  const { status } = response;
  throw Object.assign(new Error(`Sirv answered ${status}: ${text}`), { status });
}

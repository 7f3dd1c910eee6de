import { createSirvClient, createTokenFetch, type TokenProvider } from "../../lib/index.ts";

/** Where an upload goes, and with which tokens. */
interface Target {
  readonly provider: TokenProvider;
  readonly origin: string;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Uploads a file, and gives the status of the reply. */
type Upload = (file: Blob, target: Target) => Promise<number>;

/** The ways to upload that docs/limits.md compares, by its words for them. */
export const uploads: Readonly<Record<string, Upload>> = {
  "token fetch, a Blob": async (file, target) => byTokenFetch(file, target),
  "token fetch, a stream": async (file, target) => byTokenFetch(file.stream(), target),
  "client, a Blob": async (file, target) => byClient(file, target),
  "client, a Blob, with retry: 0": async (file, target) => byClient(file, target, 0),
  "client, a stream": async (file, target) => byClient(file.stream(), target),
  "client, a stream, with retry: 0": async (file, target) => byClient(file.stream(), target, 0),
};

const path = "/v2/files/upload?filename=/big.bin";

async function byTokenFetch(body: BodyInit, target: Target): Promise<number> {
  const { provider, origin, fetch } = target;
  // The Fetch standard wants that of who sends a stream; TypeScript's types do not know it yet.
  const init = { method: "POST", body, duplex: "half" };
  const { status } = await createTokenFetch(provider, { origin, fetch })(origin + path, init);
  return status;
}

async function byClient(body: BodyInit, target: Target, retry?: number): Promise<number> {
  const { provider, origin, fetch } = target;
  const client = createSirvClient(provider, {
    baseUrl: origin,
    throwHttpErrors: false,
    ...(fetch && { fetch }),
    ...(retry !== undefined && { retry }),
  });
  const { status } = await client.post(origin + path, { body });
  return status;
}

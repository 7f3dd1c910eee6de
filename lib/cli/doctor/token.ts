import {
  type AccessToken,
  type Credentials,
  isTokenError,
  type RequestTokenOptions,
  type TokenError,
} from "../../index.ts";
import { exitCodeOf } from "../exit-code.ts";
import { inOptions } from "../in-options.ts";
import { requestFromSirv } from "../request-from-sirv.ts";
import type { DatedReply } from "./clock.ts";
import { duration } from "./duration.ts";
import { failure, fine, type Finding } from "./finding.ts";

/** What a token request gave. */
export interface TokenRequest {
  readonly accessToken?: AccessToken;
  /** The last reply, if there was one. */
  readonly reply: DatedReply | undefined;
  readonly finding: Finding;
}

/** Asks for a token. @param host - Who is asked, for people. */
export async function checkToken(
  credentials: Credentials,
  options: RequestTokenOptions,
  host: string,
): Promise<TokenRequest> {
  const { fetch = globalThis.fetch } = options;
  let reply: DatedReply | undefined;
  const datedFetch: typeof fetch = async (input, init) => {
    const sentAt = Date.now();
    const response = await fetch(input, init);
    reply = { sentAt, date: response.headers.get("date"), receivedAt: Date.now() };
    return response;
  };
  try {
    const accessToken = await requestFromSirv(credentials, { ...options, fetch: datedFetch });
    const lifetime = `${accessToken.expiresIn} s`;
    const inWords = duration(accessToken.expiresIn * 1000);
    const message = `${host} gave a token that lives for ${lifetime} (${inWords}).`;
    return { accessToken, reply, finding: fine("token", message) };
  } catch (error) {
    if (!isTokenError(error)) throw error;
    const message = inOptions(error.message);
    return { reply, finding: failure("token", exitCodeOf(error.code), message, adviceOn(error)) };
  }
}

/** What the library's sentence does not say. */
function adviceOn({ code, message }: TokenError): string | undefined {
  if (code !== "network_error" || !/cert/i.test(message)) return undefined;
  return "A proxy or firewall that opens TLS has a certificate of its own: name its file in NODE_EXTRA_CA_CERTS.";
}

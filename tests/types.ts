// What must not compile does not, and what must, does: the type checker is the test.
import {
  type AccessToken,
  type Credentials,
  createSirvClient,
  createTokenFetch,
  createTokenProvider,
  environmentCredentials,
  isTokenError,
  requestToken,
  type TokenErrorCode,
  type TokenProvider,
} from "../lib/index.ts";
import { brokeredToken, createTokenBroker } from "../lib/broker/index.ts";
import { sharedSource, type SharedStorage } from "../lib/shared/index.ts";

declare const credentials: Credentials;
declare const provider: TokenProvider;
declare const accessToken: AccessToken;
declare const caught: unknown;
declare const storage: SharedStorage;

void requestToken(credentials);
void requestToken(credentials, { expiresIn: undefined, signal: undefined });
// @ts-expect-error the secret is missing
void requestToken({ clientId: "id" });
// @ts-expect-error nothing but the two is allowed
void requestToken({ clientId: "id", clientSecret: "FAKE", scope: "files:read" });
// @ts-expect-error an environment variable may be undefined
void requestToken({ clientId: "id", clientSecret: undefined as string | undefined });
// @ts-expect-error seconds are a number
void requestToken(credentials, { expiresIn: "1200" });
// @ts-expect-error the option is called retry
void requestToken(credentials, { retries: 0 });

// @ts-expect-error what is handed out is read-only
accessToken.token = "FAKE";
// @ts-expect-error its scopes too
accessToken.scope.push("files:read");

createTokenProvider(credentials);
createTokenProvider(() => credentials);
createTokenProvider(async () => credentials);
createTokenProvider(async ({ signal }) => requestToken(credentials, { signal }));
// @ts-expect-error a token is no source: it would expire
createTokenProvider(accessToken);
createTokenProvider(async () => ({ token: "FAKE", expiresIn: 1200, scope: [] }));
createTokenProvider(({ refused }) => ({ token: refused ?? "FAKE", expiresAt: Date.now() }));
createTokenProvider(environmentCredentials);
// @ts-expect-error a source gives a token or credentials
createTokenProvider(async () => "FAKE");
// @ts-expect-error each caller has a signal of its own
createTokenProvider(credentials, { signal: new AbortController().signal });
void provider.getToken({ minValidity: 60_000, signal: null });
// @ts-expect-error the token itself is the string in it
provider.invalidate(accessToken);
// @ts-expect-error the state can only be read
provider.state.status = "good";
using disposable: TokenProvider = provider;
void disposable;

createTokenProvider(sharedSource(environmentCredentials, { storage }));
createTokenProvider(sharedSource(credentials, { storage: localStorage, locks: navigator.locks }));
// @ts-expect-error without a store, nothing is shared
sharedSource(credentials, {});
// @ts-expect-error a token can't be asked for with a token
sharedSource(() => accessToken, { storage });

createTokenBroker(provider, { authorize: () => true, origins: ["https://app.example.com"] });
createTokenBroker<{ readonly user: string }>(provider, {
  authorize: async (_, context) => context?.user === "FAKE" || new Response(null, { status: 429 }),
});
// @ts-expect-error who may have a token has to be said
createTokenBroker(provider, {});
// @ts-expect-error a session is no verdict
createTokenBroker(provider, { authorize: () => ({ user: "FAKE" }) });
createTokenProvider(brokeredToken("/token", { headers: async () => ({ "x-csrf": "FAKE" }) }));

createTokenFetch(provider) satisfies typeof fetch;
createTokenFetch(provider, { origin: "http://127.0.0.1:7478" });
// @ts-expect-error credentials are no provider
createTokenFetch(credentials);

void createSirvClient(credentials, { retry: 0 }).get("account");
createSirvClient(provider).extend({ timeout: false });
// @ts-expect-error ky's options are checked
createSirvClient(provider, { retires: 0 });

if (isTokenError(caught)) {
  caught.code satisfies TokenErrorCode;
  // @ts-expect-error there is no such code
  caught.code satisfies "timeout";
  // @ts-expect-error the message is for people; the code says what happened
  caught.code = "timeout";
}

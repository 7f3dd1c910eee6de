/** A token, of the length that the token server's have. */
export const stubToken = `FAKE.${"access-token.".repeat(20)}`;

const reply = JSON.stringify({
  token: stubToken,
  expiresIn: 1200,
  scope: "account:read files:read files:write",
  access_token: stubToken,
  token_type: "Bearer",
  expires_in: 1200,
});

/** Answers every request with that token, without a network. */
export const stubFetch: typeof globalThis.fetch = async () =>
  new Response(reply, { headers: { "content-type": "application/json" } });

/** A token about as long as Sirv's. */
export const token: string = `FAKE.${"access-token.".repeat(20)}`;

/** What everybody's token requests are answered with, in the fields of Sirv and of RFC 6749. */
export const replyText: string = JSON.stringify({
  token,
  expiresIn: 1200,
  // Joined by spaces, as RFC 6749 has it: some clients refuse a list, as Sirv has it.
  scope: "account:read files:read files:write",
  access_token: token,
  token_type: "Bearer",
  expires_in: 1200,
});

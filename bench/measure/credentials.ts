/** What everybody asks for a token with. */
export const credentials = { clientId: "fakeClientId", clientSecret: "FAKE-secret" };

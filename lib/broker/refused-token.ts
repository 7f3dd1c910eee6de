/** The header by which a page tells its broker which tokens Sirv refused, the last ones, by their ends. */
export const refusedTokensHeader = "sirv-refused-token";

/** So much of a token tells it from others, and opens nothing. */
export function endOf(token: string): string {
  return token.slice(-16);
}

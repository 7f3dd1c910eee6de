/** The header by which a page tells its broker which token Sirv refused. */
export const refusedTokenHeader = "sirv-refused-token";

/** So much of a token tells it from others, and opens nothing. */
export function tailOf(token: string): string {
  return token.slice(-16);
}

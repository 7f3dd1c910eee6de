/** How this library is called in every table. */
export const ours = "sirv-token";

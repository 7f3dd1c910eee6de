import type { Credentials } from "../credentials.ts";

// What a value has around it when it was copied or configured wrongly. None of Sirv's has.
const oddities: readonly (readonly [pattern: RegExp, description: string])[] = [
  [/^\s*["'`„‚\p{Pi}\p{Pf}]|["'`\p{Pi}\p{Pf}]\s*$/u, "is in quotes"],
  [/(?!\uFEFF)\p{Cf}/u, "holds an invisible character"],
  [/^\s/, "begins with white space"],
  [/[\r\n]$/, "ends with a line break"],
  [/[^\S\r\n]$/, "ends with white space"],
];

/** What looks odd about credentials that were refused, without quoting them; empty if nothing does. */
export function oddityOf({ clientId, clientSecret }: Credentials): string {
  return Object.entries({ clientId, clientSecret })
    .flatMap(([name, value]) =>
      oddities
        .filter(([pattern]) => pattern.test(value))
        .map(([, description]) => `${name} ${description}`),
    )
    .join(", ");
}

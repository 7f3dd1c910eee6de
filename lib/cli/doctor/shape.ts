import type { Credentials } from "../../index.ts";

/** What looks wrong about credentials before anybody is asked; nothing in it quotes them. */
export interface Flaws {
  /** What no credentials of Sirv's can have. */
  readonly certain: readonly string[];
  /** What Sirv's are not known to have. */
  readonly guessed: readonly string[];
}

type Rule = readonly [pattern: RegExp, description: string];

/** Sirv's secrets are 88 characters of base64, padding included. */
const secretLength = 88;

const placeholders: readonly RegExp[] = [
  /^(your|my|the)[-_ ]/i,
  /[-_ ]here$/i,
  /^(x+|\*+|\.+|…|•+|0+)$/i,
  /^(change[-_ ]?me|todo|tbd|undefined|null|none|placeholder|example|secret|id)$/i,
  /^client[-_ ]?(id|secret)$/i,
  // What a template or a shell should have replaced.
  /^([<[]|\$?\{|\$|%\w+%$)/,
];

// More than the library says of credentials that were refused: nobody pays for it in a page.
const certain: readonly Rule[] = [
  [/^\s*["'`„‚\p{Pi}\p{Pf}]|["'`\p{Pi}\p{Pf}]\s*$/u, "is in quotes"],
  [/(?!\uFEFF)\p{Cf}/u, "holds an invisible character"],
  [/^\s*[\r\n]/, "begins with a line break"],
  [/^[^\S\r\n]+\S/, "begins with white space"],
  [/[\r\n]\s*$/, "ends with a line break"],
  [/\S[^\S\r\n]+$/, "ends with white space"],
  [/\S\s+\S/, "holds white space"],
  [/%(2B|2F|3D)/i, "is encoded for a URL: %2B stands for +, %2F for / and %3D for ="],
  [/\\/, "holds a backslash"],
];

/** Whether a value only holds the place of another, as in a template. */
export function isPlaceholder(value: string): boolean {
  return placeholders.some((pattern) => pattern.test(value.trim()));
}

/** Looks at credentials. @param names - What the reader knows the two values by. */
export function flawsOf(
  { clientId, clientSecret }: Credentials,
  names: { readonly clientId: string; readonly clientSecret: string },
): Flaws {
  const values = [
    [names.clientId, clientId],
    [names.clientSecret, clientSecret],
  ] as const;
  const found = values.flatMap(([name, value]) =>
    oddities(value).map((oddity) => `${name} ${oddity}`),
  );
  if (clientId === clientSecret)
    found.push(`${names.clientId} and ${names.clientSecret} are the same`);
  if (found.length > 0) return { certain: found, guessed: [] };
  return {
    certain: [],
    guessed: [
      ...oddIds(clientId).map((oddity) => `${names.clientId} ${oddity}`),
      ...oddSecrets(clientSecret).map((oddity) => `${names.clientSecret} ${oddity}`),
    ],
  };
}

function oddities(value: string): string[] {
  if (isPlaceholder(value)) return ["looks like a placeholder"];
  return certain.filter(([pattern]) => pattern.test(value)).map(([, description]) => description);
}

function oddIds(id: string): string[] {
  if (id.includes("@"))
    return ["looks like an e-mail address, and Sirv's ids are letters and digits"];
  if (!/^[A-Za-z0-9]+$/.test(id)) return ["looks odd: Sirv's ids are letters and digits"];
  return id.length < 15 || id.length > 40
    ? [`looks odd: it has ${id.length} characters, and Sirv's ids have some 27`]
    : [];
}

function oddSecrets(secret: string): string[] {
  if (!/^[A-Za-z0-9+/]+=*$/.test(secret)) return ["looks odd: Sirv's secrets are base64"];
  if (secret.length === secretLength) return [];
  const kind = secret.length < secretLength ? "cut" : "odd";
  return [
    `looks ${kind}: it has ${secret.length} characters, and Sirv's secrets have ${secretLength}, with the = at their end`,
  ];
}

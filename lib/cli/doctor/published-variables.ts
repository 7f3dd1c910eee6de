import type { Credentials } from "../../index.ts";
import { usage } from "../exit-code.ts";
import { lookSwapped } from "../swapped.ts";
import { failure, fine, type Finding } from "./finding.ts";
import { isPlaceholder } from "./shape.ts";
import type { Variables } from "./variable-files.ts";

/** How the names of variables begin that a tool puts into pages, by that tool. */
const prefixes: readonly (readonly [prefix: string, tool: string])[] = [
  ["NEXT_PUBLIC_", "Next.js"],
  ["NUXT_PUBLIC_", "Nuxt"],
  ["EXPO_PUBLIC_", "Expo"],
  ["NX_PUBLIC_", "Nx"],
  ["PLASMO_PUBLIC_", "Plasmo"],
  ["BUN_PUBLIC_", "Bun"],
  ["PUBLIC_", "SvelteKit and Astro"],
  ["VITE_", "Vite"],
  ["REACT_APP_", "Create React App"],
  ["VUE_APP_", "Vue CLI"],
  ["NG_APP_", "Angular builders"],
  ["GATSBY_", "Gatsby"],
  ["STORYBOOK_", "Storybook"],
  ["SANITY_STUDIO_", "Sanity"],
  ["MIX_", "Laravel Mix"],
];

/** So short a secret may be a part of anything. */
const telling = 8;

/**
 * Whether a variable that a bundler puts into pages holds the client secret, or is named as if it did.
 *
 * @param places - The environment and files.
 * @param credentials - Those in use.
 */
export function checkPublishedVariables(
  places: readonly Variables[],
  credentials: Credentials | undefined,
): Finding {
  const pairs = places.map(({ values }) => ({
    clientId: values["SIRV_CLIENT_ID"] ?? "",
    clientSecret: values["SIRV_CLIENT_SECRET"] ?? "",
  }));
  const secrets = [...(credentials ? [credentials] : []), ...pairs]
    .map((pair) => (lookSwapped(pair) ? pair.clientId : pair.clientSecret).trim())
    // Templates fill in the same word everywhere.
    .filter((secret) => secret.length >= telling && !isPlaceholder(secret));
  const found = places.flatMap(({ place, values }) =>
    Object.entries(values).flatMap(([name, value]) => {
      const tool = prefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
      if (!tool || !value) return [];
      const holds = secrets.some((each) => value.includes(each));
      if (!holds && !/SIRV.*(SECRET|PASSWORD|PRIVATE)/.test(name)) return [];
      const what = holds ? "holds the client secret" : "has the name of a secret";
      return [`${name} in ${place} ${what}, and ${tool} puts it into pages`];
    }),
  );
  const list = places.map(({ place }) => place).join(", ");
  if (found.length === 0) {
    return fine(
      "variables",
      `No variable that bundlers publish looks like the secret (in ${list}).`,
    );
  }
  return failure(
    "variables",
    usage,
    `${found.join("; ")}.`,
    "Take the prefix off, use the secret on your server alone, and give pages a token: see sirv-token/broker. If a page was published with it, everybody may have the secret: replace the API client in your Sirv account.",
  );
}

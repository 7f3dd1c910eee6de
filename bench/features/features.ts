import { behaviour } from "./behaviour.ts";
import type { Feature } from "./feature.ts";
import { bundle, dependencies, types } from "./probes/package.ts";
import { broker, idTokens, sandbox, signIn } from "./probes/purpose.ts";
import { anywhere } from "./probes/runtimes.ts";

/** What is found out without moving clocks. */
export const atRest: readonly Feature[] = [
  broker,
  sandbox,
  anywhere,
  signIn,
  idTokens,
  types,
  dependencies,
  bundle,
];

/** All rows, in their order. */
export const features: readonly Feature[] = [...behaviour, ...atRest];

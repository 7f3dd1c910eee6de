/** All that can be measured, by the names of the command line: known before anything is installed. */
export const workNames = [
  "request",
  "cached-read",
  "cold-herd",
  "crowds",
  "refusals",
  "bundle",
  "cold-process",
  "memory",
] as const;

export type WorkName = (typeof workNames)[number];

export function isWorkName(name: string): name is WorkName {
  return workNames.some((known) => known === name);
}

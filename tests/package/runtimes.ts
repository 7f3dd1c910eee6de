// The runtimes that npm installed with the project.
import { resolve } from "node:path";
import { places } from "../../scripts/places.ts";

export const nodes: readonly (readonly [name: string, path: string])[] = [
  ["Node 22", program("node22")],
  ["Node 24", program("node24")],
  ["Node 26", program("node")],
];

export const deno: string = program("deno");

export const bun: string = program("bun");

function program(name: string): string {
  const place = places.find((each) => each.name === name);
  if (!place) throw new Error(`there is no place ${name}`);
  return resolve(place.program);
}

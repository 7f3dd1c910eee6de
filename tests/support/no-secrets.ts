import { expect } from "vitest";

/** Node's inspect, where there is one: Node, Deno, Bun and workerd, not browsers. */
const inspect = (
  globalThis as {
    process?: { getBuiltinModule?: (id: "node:util") => { inspect?: typeof inspectType } };
  }
).process?.getBuiltinModule?.("node:util")?.inspect;
declare function inspectType(value: unknown, options: object): string;

/** Fails if anything that can be printed of the value holds one of the secrets. */
export function expectNoSecrets(value: unknown, ...secrets: readonly string[]): void {
  const printed = everythingPrinted(value);
  for (const secret of secrets) {
    const forms = [secret, JSON.stringify(secret).slice(1, -1)];
    for (const form of forms) expect(printed.includes(form), `found ${form}`).toBe(false);
  }
}

/** All that a logger could show: strings, hidden fields, prototypes' getters, the chain of causes. */
function everythingPrinted(value: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const visit = (each: unknown) => {
    if (seen.has(each)) return;
    seen.add(each);
    if (typeof each === "function") return;
    if (typeof each !== "object" || each === null) {
      texts.push(String(each));
      return;
    }
    for (let part = each; part && part !== Object.prototype; part = Object.getPrototypeOf(part)) {
      for (const key of Reflect.ownKeys(part)) {
        texts.push(String(key));
        visit(quietly(() => Reflect.get(part, key, each) as unknown));
      }
    }
  };
  visit(value);
  texts.push(quietly(() => JSON.stringify(value)) ?? "", String(value));
  // happy-dom's prototypes can't be printed; all that they hold has been visited.
  const printed = quietly(() =>
    inspect?.(value, { depth: Infinity, showHidden: true, getters: true }),
  );
  texts.push(printed ?? "");
  return texts.join("\n");
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

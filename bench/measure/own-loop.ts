import type { repeat } from "./repeat.ts";

/**
 * Gives a loop that serves one candidate alone, for V8 inlines no calls in a loop that serves many, and that
 * would cost the cheap ones most. A module that is imported by another address is compiled anew.
 */
export async function ownLoop(name: string): Promise<typeof repeat> {
  const address = new URL(`repeat.ts?${encodeURIComponent(name)}`, import.meta.url);
  const own = (await import(address.href)) as { readonly repeat: typeof repeat };
  return own.repeat;
}

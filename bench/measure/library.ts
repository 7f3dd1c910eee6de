import type * as source from "../../lib/index.ts";

/** The built library, as apps get it, with the types of its source. */
export const library: typeof source = await import(
  new URL("../../dist/index.js", import.meta.url).href
);

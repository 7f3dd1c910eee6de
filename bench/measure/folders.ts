import { fileURLToPath } from "node:url";

/** Where the peers are installed: an app in here finds them by name. */
export const peersFolder = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run build` makes of the library. */
export const builtFolder = fileURLToPath(new URL("../../dist", import.meta.url));

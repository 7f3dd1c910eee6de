import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { freePort } from "../browsers/free-port.ts";

const db = await PGlite.create();
const port = await freePort();
const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port, maxConnections: 50 });
await server.start();
process.on("disconnect", () => process.exit());
process.send?.(port);

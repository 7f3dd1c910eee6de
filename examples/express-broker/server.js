import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { createTokenProvider, environmentCredentials } from "sirv-token";
import { createTokenBroker } from "sirv-token/broker";
import { createLogin } from "./login.js";

const { PORT = "3000", PASSWORD, SIRV_BASE_URL = "https://api.sirv.com/v2/" } = process.env;
if (!PASSWORD) throw new Error("Set PASSWORD: whoever knows it may upload.");

const endpoint = new URL("token", SIRV_BASE_URL);
const provider = createTokenProvider(environmentCredentials, { endpoint });
const broker = createTokenBroker(provider, {
  authorize: (_, { incoming }) => incoming.session.isLoggedIn === true,
  onError: console.error,
});

const app = express();
app.use(createLogin(PASSWORD));
app.all("/api/sirv-token", getRequestListener(broker, { overrideGlobalObjects: false }));

const root = `${import.meta.dirname}/pages`;
app.get("/", (request, response) => {
  response.set("cache-control", "no-store");
  response.sendFile(request.session.isLoggedIn ? "upload.html" : "login.html", { root });
});

// The modules of the page: its own, where the API is, and the library as one file.
app.get("/page.js", (_, response) => response.sendFile("page.js", { root }));
app.get("/config.js", (_, response) => {
  response.type("js").send(`export const baseUrl = ${JSON.stringify(SIRV_BASE_URL)};`);
});
const manifest = import.meta.resolve("sirv-token/package.json");
app.use("/sirv-token", express.static(fileURLToPath(new URL("dist/cdn/", manifest))));

app.listen(Number(PORT), "127.0.0.1", (error) => {
  // Express tells of a port that is taken here, and nowhere else.
  if (error) throw error;
  console.log(`http://127.0.0.1:${PORT}`);
});

// The apps of docs/frameworks.md, each in its framework, with a sandbox in Sirv's place.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestToken } from "../../../lib/index.ts";
import { createRemoteSandbox, type RemoteSandbox } from "../../support/control.ts";
import { write } from "../app.ts";
import { express, installFrameworks, otherFrameworks } from "../frameworks.ts";
import { buildNext, startNext } from "../next-app.ts";
import { type RunningServer, startServer } from "../running-server.ts";
import { shownFile } from "../shown-files.ts";
import { startSvelteKit } from "../sveltekit-app.ts";
import { environmentOf } from "./program.ts";
import { stage } from "./stage.ts";

const shown = (name: string) => shownFile("docs/frameworks.md", name);
const answer = shown("answer.js");

type Start = (
  folder: string,
  env: Readonly<Record<string, string>>,
) => Promise<Pick<RunningServer, "origin" | "close">>;

/** A program of one file. */
const program =
  (name: string): Start =>
  async (folder, env) => {
    write(folder, { "answer.js": answer, "sirv.js": shown("sirv.js"), [name]: shown(name) });
    return startServer(() => ({ command: [process.execPath, join(folder, name)], env }));
  };

/** What uses the server action: a form that works without its script too. */
const form = {
  "app/page.js": `
import { Form } from "./form.js";

export default function Page() {
  return <Form />;
}
`,
  "app/form.js": `
"use client";
import { useActionState } from "react";
import { upload } from "./actions.js";

export function Form() {
  const [{ message }, action] = useActionState(upload, { message: "" });
  return <form action={action}><input type="file" name="file" /><p>{message}</p></form>;
}
`,
};

/** An app of the document. */
interface App {
  readonly name: string;
  readonly start: Start;
  /** How a visitor uploads what they have; it gives what was answered. */
  readonly upload: (origin: string, file: File, sandbox: RemoteSandbox) => Promise<unknown>;
  /** That answer, when all went well. */
  readonly uploaded: unknown;
  /** How often a token is asked for meanwhile. */
  readonly tokenRequests: number;
}

const apps: readonly App[] = [
  {
    name: "Express",
    start: program("express.js"),
    upload: async (origin, body) =>
      (await fetch(`${origin}/images/${body.name}`, { method: "PUT", body })).status,
    uploaded: 201,
    tokenRequests: 1,
  },
  {
    name: "Hono",
    start: program("hono.js"),
    upload: async (origin, file) =>
      (await fetch(`${origin}/images`, { method: "POST", body: formWith({ file }) })).status,
    uploaded: 201,
    tokenRequests: 1,
  },
  {
    name: "Next",
    async start(folder, env) {
      const files = ["lib/sirv.js", "app/images/route.js", "app/actions.js"];
      const all = Object.fromEntries(files.map((name) => [name, shown(name)]));
      await buildNext(folder, "next", { "lib/answer.js": answer, ...form, ...all }, {});
      return startNext(folder, "next", env);
    },
    async upload(origin, file) {
      const page = await (await fetch(origin)).text();
      const inputs = page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g);
      const fields = Array.from(inputs, ([, name = "", value = ""]) => [
        name,
        value.replaceAll("&quot;", '"'),
      ]);
      const body = formWith({ ...Object.fromEntries(fields), file });
      const text = await (await fetch(origin, { method: "POST", body })).text();
      return /<p>([^<]*)<\/p>/.exec(text)?.[1];
    },
    uploaded: "It is there.",
    // Next has a copy of a module for pages and one for route handlers.
    tokenRequests: 1,
  },
  {
    name: "SvelteKit",
    async start(folder, env) {
      const files = ["src/env.js", "src/lib/server/sirv.js", "src/routes/images/+server.js"];
      const all = Object.fromEntries(files.map((name) => [name, shown(name)]));
      return startSvelteKit(folder, { "src/lib/server/answer.js": answer, ...all }, env);
    },
    // It takes none: the file comes from elsewhere.
    async upload(_, file, { base, endpoint, credentials }) {
      const { token } = await requestToken(credentials, { endpoint });
      const url = `${base}/v2/files/upload?filename=/shop/${file.name}`;
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(url, { method: "POST", headers, body: file })).status;
    },
    uploaded: 200,
    // That one's, and the app's.
    tokenRequests: 2,
  },
];

function formWith(fields: Readonly<Record<string, string | File>>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return body;
}

let folder: string;
beforeAll(async () => {
  folder = await installFrameworks([...express, ...otherFrameworks]);
  write(folder, { "stage.mjs": stage });
});

// One after the other: Next's build keeps the whole machine busy.
describe.each(apps)(
  "$name",
  { concurrent: false },
  ({ start, upload, uploaded, tokenRequests }) => {
    let sandbox: RemoteSandbox;
    let server: Pick<RunningServer, "origin" | "close">;
    beforeAll(async () => {
      sandbox = await createRemoteSandbox();
      server = await start(folder, {
        ...environmentOf(sandbox),
        NODE_OPTIONS: `--import=${join(folder, "stage.mjs")}`,
      });
    });
    afterAll(async () => server?.close());

    const list = async () => fetch(`${server.origin}/images`);
    const listing = "/v2/files/readdir";

    test("an upload is in the list, and one token serves the app", async () => {
      const file = new File(["FAKE image"], "a.jpg", { type: "image/jpeg" });
      expect(await upload(server.origin, file, sandbox)).toEqual(uploaded);
      const { contents } = (await (await list()).json()) as { contents: unknown[] };
      const entry = { filename: "a.jpg", contentType: "image/jpeg", size: 10 };
      expect(contents).toMatchObject([entry]);
      const tokens = (await sandbox.requests()).filter(({ path }) => path === "/v2/token");
      expect(tokens).toHaveLength(tokenRequests);
    });

    test("what Sirv refuses becomes an answer of the app's own", async () => {
      await sandbox.fail({ type: "status", status: 404, path: listing });
      expect((await list()).status).toBe(404);
      await sandbox.fail({ type: "rate-limit", resetIn: 60_000, path: listing });
      const limited = await list();
      expect(limited.status).toBe(503);
      expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(30);
      const refused = { type: "status", status: 401, path: listing } as const;
      await sandbox.fail(refused, refused);
      expect((await list()).status).toBe(502);
    });
  },
);

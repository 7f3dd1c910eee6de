import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkShape } from "../../../lib/cli/doctor/credentials.ts";
import { createSandbox } from "../../../lib/sandbox/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { envFile } from "../env-file.ts";
import { runDoctor, servePatient } from "./run-doctor.ts";

const { credentials } = createSandbox();
const names = { clientId: "ID", clientSecret: "SECRET" };

test("the sandbox's have the shape of Sirv's", () => {
  expect(checkShape(credentials, names)).toMatchObject({
    status: "ok",
    message: "ID and SECRET are there and have the usual shape.",
  });
});

test("what is certain fails; what is guessed is told", () => {
  const { clientId, clientSecret } = credentials;
  expect(checkShape({ clientId, clientSecret: ` ${clientSecret}` }, names)).toMatchObject({
    status: "failed",
    exitCode: 2,
    message: "SECRET begins with white space.",
    advice: "Set it again as the API client in your Sirv account has it, with nothing around it.",
  });
  expect(checkShape({ clientId, clientSecret: clientSecret.slice(0, -1) }, names)).toMatchObject({
    status: "note",
    exitCode: 0,
  });
});

test("swapped ones are to be exchanged", () => {
  const { clientId, clientSecret } = credentials;
  const swapped = { clientId: clientSecret, clientSecret: clientId };
  expect(checkShape(swapped, names)).toMatchObject({
    status: "failed",
    message: "ID and SECRET look swapped: the id is the shorter one.",
    advice: "Exchange the two values.",
  });
});

test.each([
  ["FAKE", "stdin is not JSON"],
  ["[]", "stdin has JSON, but not"],
  ["null", "stdin has JSON, but not"],
  ['{"clientId":"FAKE","clientSecret":5}', "stdin has JSON, but not"],
  ['{"clientId":"FAKE","clientSecret":""}', "stdin has JSON, but not"],
  ['{"clientId":"FAKE","clientSecret":"FAKE","expiresIn":60}', "stdin has JSON, but not"],
])("--stdin with %s", async (stdin, words) => {
  const { code, stdout, statuses } = await runDoctor(["--stdin"], { stdin });
  expect(stdout).toContain(words);
  expect(stdout).not.toContain("FAKE");
  expect(statuses).toMatchObject({ credentials: "failed", token: "skipped" });
  expect(code).toBe(2);
});

test("--stdin with credentials names them as they are there", async (context) => {
  const { run, sandbox } = await servePatient(context);
  const { code, stdout } = await run(["--stdin"], { stdin: JSON.stringify(sandbox.credentials) });
  expect(stdout).toContain("clientId and clientSecret are there");
  expect(code).toBe(0);
});

test("--env-file", async (context) => {
  const { run } = await servePatient(context);
  const file = envFile(context, "SIRV_CLIENT_ID=fakeClientId\nSIRV_CLIENT_SECRET=FAKE+secret==\n");
  const wrong = await run(["--env-file", file]);
  expect(wrong.stdout).toContain("! credentials: SIRV_CLIENT_ID looks odd: it has 12 characters");
  expect(wrong.stdout).toContain(`(in the environment, ${file})`);
  expect(wrong.stdout).not.toContain("FAKE");
  expect(wrong.code).toBe(3);
  const missing = await run(["--env-file", "nowhere/.env"]);
  expect(missing.stdout).toContain("✗ credentials: --env-file can't be read: ENOENT");
  expect(missing.code).toBe(2);
});

test("one that is missing is named alone", async () => {
  const { stdout } = await runDoctor([], { env: { SIRV_CLIENT_ID: credentials.clientId } });
  expect(stdout).toContain("SIRV_CLIENT_SECRET is not set.");
  expect(stdout).not.toContain("The environment has");
});

test("names in the wrong case are told", async () => {
  const env = { sirv_client_id: "FAKE", Sirv_Client_Secret: "FAKE" };
  const { stdout } = await runDoctor([], { env });
  expect(stdout).toContain(
    "The environment has sirv_client_id, Sirv_Client_Secret: the names must be SIRV_CLIENT_ID and",
  );
});

test("credentials in a file beside it: the command that reads them", async (context) => {
  const folder = temporaryFolder(context);
  const fill = async (name: string, id: string, secret: string) =>
    writeFile(join(folder, name), `SIRV_CLIENT_ID=${id}\nSIRV_CLIENT_SECRET=${secret}\n`);
  await fill(".env.example", "your-client-id", "changeme");
  expect((await runDoctor([], { folder })).stdout).not.toContain(".env.example has both");
  await fill(".env.local", credentials.clientId, credentials.clientSecret);
  await fill(".env", credentials.clientId, credentials.clientSecret);
  const { code, stdout } = await runDoctor([], { folder });
  expect(stdout).toContain(
    '→ The file .env has both, and is read if it is named: "npx sirv-token doctor --env-file .env".\n',
  );
  expect(code).toBe(2);
});

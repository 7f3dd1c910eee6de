// What Node tells of a command's doings to whoever sets its debug variables, in a shell or in a build.
import { expect, test } from "vitest";
import { createRemoteSandbox, fake } from "../support/control.ts";
import { runCommand } from "./run-command.ts";

test.each(["undici,fetch", "http,https,http2,net,tls,stream"])(
  "NODE_DEBUG=%s tells neither secret nor token",
  { timeout: 60_000 },
  async (NODE_DEBUG) => {
    const clientSecret = "FAKE+secret/with=signs+and/padding==";
    const { endpoint } = await createRemoteSandbox({ clients: [{ ...fake, clientSecret }] });
    const env = { SIRV_CLIENT_ID: fake.clientId, SIRV_CLIENT_SECRET: clientSecret, NODE_DEBUG };
    const { code, stdout, stderr } = await runCommand(["--endpoint", endpoint], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^eyJ\S+\n$/);
    expect(stderr).not.toContain(clientSecret);
    expect(stderr).not.toContain("eyJ");
  },
);

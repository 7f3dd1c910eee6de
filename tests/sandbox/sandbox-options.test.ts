import { expect, test } from "vitest";
import { createSandbox, type SandboxOptions } from "../../lib/sandbox/index.ts";
import { postToken } from "../support/ask.ts";
import { failureOf } from "../support/failure.ts";

const client = { clientId: "one", clientSecret: "FAKE1" };
const seconds = "must be a whole number of seconds from 5 to 604800";
const milliseconds = "must be a whole number of milliseconds from 0 to 1000000000";

test.each<[unknown, string]>([
  [null, "the argument must be an object"],
  [[], "the argument must be an object"],
  ["latency", "the argument must be an object"],
  [{ clients: [] }, "clients must not be empty: leave it out for a client of the sandbox's own"],
  [{ clients: client }, "clients must be a list"],
  [{ clients: [null] }, "clients.0 must be an object"],
  [{ clients: [{ clientId: "one" }] }, "clients.0.clientSecret is missing"],
  [{ clients: [{ ...client, clientId: "" }] }, "clients.0.clientId must not be empty"],
  [{ clients: [{ ...client, clientSecret: 5 }] }, "clients.0.clientSecret must be a string"],
  [{ clients: [{ ...client, name: "One" }] }, "clients.0.name is not known here"],
  [{ clients: [{ ...client, scope: "files:read" }] }, "clients.0.scope must be a list"],
  [{ clients: [client, { ...client }] }, "clients must not have two with one clientId"],
  [{ rateLimit: -1 }, "rateLimit must be a whole number from 0 to 1000000000"],
  [{ rateLimit: Infinity }, "rateLimit must be a whole number from 0 to 1000000000"],
  [{ rateLimit: "500" }, "rateLimit must be a whole number from 0 to 1000000000"],
  [{ ratelimit: 5 }, "ratelimit is not known here"],
  [{ latency: -1 }, `latency ${milliseconds}`],
  [{ latency: Number.NaN }, `latency ${milliseconds}`],
  [{ latency: 2 ** 31 }, `latency ${milliseconds}`],
  [{ expiresIn: 4 }, `expiresIn ${seconds}`],
  [{ expiresIn: 604_801 }, `expiresIn ${seconds}`],
  [
    { latency: -1, rateLimit: 0.5 },
    "rateLimit must be a whole number from 0 to 1000000000; latency ",
  ],
])("%j is refused", async (options, message) => {
  const made = async () => createSandbox(options as SandboxOptions);
  const error = await failureOf(made(), "FAKE1");
  expect(error.code).toBe("invalid_input");
  expect(error.message).toContain(`No sandbox was made: ${message}`);
});

test("a scope that Sirv does not have is refused, and those that it has are named", () => {
  const clients = [{ ...client, scope: ["files:read", "files:reed"] }];
  expect(() => createSandbox({ clients })).toThrow(
    "clients.0.scope.1 must be one of account:read, account:write, user:read",
  );
});

test("options without a prototype, as another realm's are without ours, will do", async () => {
  const options = Object.assign(Object.create(null) as object, { expiresIn: 60 });
  const sandbox = createSandbox(options);
  const response = await postToken(sandbox, sandbox.credentials);
  expect(await response.json()).toMatchObject({ expiresIn: 60 });
});

test("options that are undefined have their defaults", async () => {
  const sandbox = createSandbox({
    clients: undefined,
    rateLimit: undefined,
    expiresIn: undefined,
    latency: undefined,
  });
  const response = await postToken(sandbox, sandbox.credentials);
  expect(await response.json()).toMatchObject({ expiresIn: 1200 });
});

test("a lifetime is for requests that name none", async () => {
  const sandbox = createSandbox({ expiresIn: 60 });
  const own = await postToken(sandbox, sandbox.credentials);
  expect(await own.json()).toMatchObject({ expiresIn: 60 });
  const named = await postToken(sandbox, { ...sandbox.credentials, expiresIn: 90 });
  expect(await named.json()).toMatchObject({ expiresIn: 90 });
});

import { inspect } from "node:util";
import { credentials } from "../credentials.ts";
import type { Feature } from "../feature.ts";
import { found, outOfScope, partly } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { failWith, type ScriptedReply, startScripted } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";

const { clientId, clientSecret } = credentials;

/** The secret as it is, in forms, and by Basic authentication, with and without the form's encoding. */
const secrets = [
  clientSecret,
  encodeURIComponent(clientSecret),
  btoa(`${clientId}:${clientSecret}`),
  btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`),
];

const failures: Readonly<Record<string, ScriptedReply>> = {
  "a 401": failWith(401),
  "a 503": failWith(503),
  "a page of HTML": { body: "<!doctype html>" },
};

/** Where people see errors, from where everybody looks to where loggers look. */
const views: Readonly<Record<string, (error: unknown) => string>> = {
  "its message or stack": (error) => (error instanceof Error ? `${error.stack}` : String(error)),
  "`console.error`": (error) => inspect(error),
  "`JSON.stringify`": asJson,
  "`inspect` without a depth": (error) => inspect(error, { depth: Infinity }),
};

export const secretInError: Feature = {
  name: "secret-in-error",
  title: "keeps the secret out of its errors",
  probe: `The errors for ${Object.keys(failures).join(", ")} and a closed port, with their causes, as ${Object.keys(views).join(", ")}: the secret as it is, encoded for forms, and in Basic's base64.`,
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const errors: unknown[] = [];
    for (const reply of Object.values(failures)) errors.push(await errorOf(subject, reply));
    errors.push(await errorOf(subject));
    const { length } = errors.filter((error) => error !== undefined);
    const held = Object.keys(views).filter((view) =>
      errors.some((error) => secrets.some((secret) => views[view]?.(error).includes(secret))),
    );
    if (held.length === 0) return found(true, `in none of ${length} errors`);
    const seen = `in ${held.join(", ")}`;
    return held.every((view) => view.startsWith("`inspect`")) ? partly(seen) : found(false, seen);
  },
};

/** Without a reply, there is nobody at the port. */
async function errorOf(subject: Subject, reply?: ScriptedReply): Promise<unknown> {
  const server = await startScripted(() => reply ?? {});
  if (!reply) server.close();
  try {
    const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
    const outcome = await outcomeOf(client.getToken(), aLongWhile);
    return outcome.kind === "error" ? outcome.error : undefined;
  } finally {
    if (reply) server.close();
  }
}

function asJson(error: unknown): string {
  try {
    return JSON.stringify(error) ?? "";
  } catch {
    return "";
  }
}

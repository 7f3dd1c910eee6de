import * as v from "valibot";
import type { Credentials } from "../../index.ts";
import type { Arguments } from "../arguments.ts";
import { readCredentials } from "../credentials-source.ts";
import { usage } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";
import { lookSwapped } from "../swapped.ts";
import { UsageError } from "../usage-error.ts";
import { failure, fine, type Finding, note } from "./finding.ts";
import { flawsOf, isPlaceholder } from "./shape.ts";
import type { Variables } from "./variable-files.ts";

const name = "credentials";
const filled = v.pipe(v.string(), v.nonEmpty());
const schema = v.strictObject({ clientId: filled, clientSecret: filled });

/** The credentials, if there are any, and what their check found. */
export interface CheckedCredentials {
  readonly credentials?: Credentials;
  readonly finding: Finding;
}

/**
 * Reads the credentials and looks at them.
 *
 * @param files - Where else they may be.
 */
export async function checkCredentials(
  args: Arguments,
  surroundings: Surroundings,
  files: readonly Variables[],
): Promise<CheckedCredentials> {
  try {
    const credentials: unknown = await readCredentials(args, surroundings);
    if (v.is(schema, credentials)) {
      const names =
        args.credentials === "stdin"
          ? { clientId: "clientId", clientSecret: "clientSecret" }
          : { clientId: "SIRV_CLIENT_ID", clientSecret: "SIRV_CLIENT_SECRET" };
      return { credentials, finding: checkShape(credentials, names) };
    }
    const message = "stdin has JSON, but not two texts clientId and clientSecret and nothing else.";
    const advice = 'Give it {"clientId":"...","clientSecret":"..."}, with both filled in.';
    return { finding: failure(name, usage, message, advice) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const advice = args.credentials === "stdin" ? undefined : elsewhere(surroundings.env, files);
    return { finding: failure(name, usage, error.message, advice) };
  }
}

/** What the shape of credentials tells. @param names - What the reader knows the two values by. */
export function checkShape(
  credentials: Credentials,
  names: { readonly clientId: string; readonly clientSecret: string },
): Finding {
  if (lookSwapped(credentials)) {
    const message = `${names.clientId} and ${names.clientSecret} look swapped: the id is the shorter one.`;
    return failure(name, usage, message, "Exchange the two values.");
  }
  const { certain, guessed } = flawsOf(credentials, names);
  const advice =
    "Set it again as the API client in your Sirv account has it, with nothing around it.";
  if (certain.length > 0) return failure(name, usage, `${certain.join("; ")}.`, advice);
  if (guessed.length > 0) return note(name, `${guessed.join("; ")}.`, advice);
  return fine(
    name,
    `${names.clientId} and ${names.clientSecret} are there and have the usual shape.`,
  );
}

/** What looked odd about credentials that a token was given for: whoever gives it decides. */
export function accepted({ message }: Finding, host: string): Finding {
  return note(
    name,
    message,
    `${host} gave a token for them all the same: nothing is to be done, unless they are for another server too.`,
  );
}

/** Where what is missing may be: in a file, or in variables of other names. */
function elsewhere(
  env: Readonly<Record<string, string | undefined>>,
  files: readonly Variables[],
): string | undefined {
  const isFilled = (value: string | undefined) => value && !isPlaceholder(value);
  const file = files.find(
    ({ values }) => isFilled(values["SIRV_CLIENT_ID"]) && isFilled(values["SIRV_CLIENT_SECRET"]),
  );
  if (file) {
    return `The file ${file.place} has both, and is read if it is named: "npx sirv-token doctor --env-file ${file.place}".`;
  }
  const likely = Object.keys(env).filter(
    // Only the case may be wrong.
    (key) => /SIRV/i.test(key) && !/^SIRV_CLIENT_(ID|SECRET)$/.test(key) && env[key],
  );
  if (likely.length === 0) return undefined;
  return `The environment has ${likely.join(", ")}: the names must be SIRV_CLIENT_ID and SIRV_CLIENT_SECRET.`;
}

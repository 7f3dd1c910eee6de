import * as v from "valibot";
import { isTokenError } from "../index.ts";
import type { Sandbox, SandboxFault } from "../sandbox/index.ts";

/** The faults that are taken at once. */
const most = 1000;

/**
 * A sandbox with its control path, `/sandbox/…`, beside Sirv's `/v2/…`: so a test in any language can
 * script what goes wrong.
 *
 * @param create - Makes the sandbox, and another one when it is reset.
 */
export function withControl(create: () => Sandbox): (request: Request) => Promise<Response> {
  let sandbox = create();
  /** By method and path: what it does with the body, and what it replies. */
  const actions: Readonly<Record<string, (body: unknown) => unknown>> = {
    "POST /sandbox/faults"(body) {
      const faults = (Array.isArray(body) ? body : [body]) as SandboxFault[];
      if (faults.length > most) throw new ControlError(`At most ${most} faults are taken at once.`);
      sandbox.fail(...faults);
      return { faults: faults.length };
    },
    "POST /sandbox/revoke"(body) {
      if (v.is(v.strictObject({ token: v.string() }), body)) sandbox.revoke(body.token);
      else if (!Array.isArray(body) && v.is(v.strictObject({}), body)) sandbox.revoke();
      else throw new ControlError('The body must be {"token":"..."}, or {} for all tokens.');
      return {};
    },
    "POST /sandbox/clock"(body) {
      if (v.is(v.strictObject({ advance: v.number() }), body)) sandbox.clock.advance(body.advance);
      else if (v.is(v.strictObject({ set: v.number() }), body)) sandbox.clock.set(body.set);
      else throw new ControlError('The body must be {"advance":MS} or {"set":EPOCH_MS}.');
      return { now: sandbox.clock.now() };
    },
    "POST /sandbox/reset"() {
      sandbox = create();
      return {};
    },
    "GET /sandbox/requests": () => sandbox.requests,
  };

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!/^\/sandbox(\/|$)/.test(pathname)) return sandbox.fetch(request);
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
    const action = actions[`${request.method} ${pathname}`];
    if (!action) {
      return reply({ message: `The control path has ${Object.keys(actions).join(", ")}.` }, 404);
    }
    try {
      return reply(action(parse(await request.text())));
    } catch (error) {
      if (!isTokenError(error) && !(error instanceof ControlError)) throw error;
      return reply({ message: error.message }, 400);
    }
  };
}

/** A body that the control path can't take. */
class ControlError extends Error {}

// Tests in a page are of another origin.
const headers = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "content-type",
};

function reply(value: unknown, status: number = 200): Response {
  return Response.json(value, { status, headers });
}

/** JSON whatever its content type: `curl --data` calls it a form. */
function parse(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError("The body is not JSON.");
  }
}

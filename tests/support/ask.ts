import type { Sandbox } from "../../lib/sandbox/index.ts";

const origin = "https://api.sirv.com";

/** Posts to the sandbox's token endpoint, a string as it is and anything else as JSON. */
export async function postToken(
  { fetch }: Sandbox,
  body: unknown,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Promise<Response> {
  return fetch(`${origin}/v2/token`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** A token of the sandbox. */
export async function tokenOf(sandbox: Sandbox, expiresIn?: number): Promise<string> {
  const response = await postToken(sandbox, { ...sandbox.credentials, expiresIn });
  return ((await response.json()) as { token: string }).token;
}

/** Gets a path of the sandbox, with this token if there is one. */
export async function get({ fetch }: Sandbox, path: string, token?: string): Promise<Response> {
  return fetch(origin + path, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

/** Posts to a path of the sandbox. */
export async function post(
  { fetch }: Sandbox,
  path: string,
  token: string,
  body: BodyInit | null = null,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(origin + path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
    body,
  });
}

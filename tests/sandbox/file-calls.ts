import { createSandbox, type Sandbox } from "../../lib/sandbox/index.ts";
import { get, post, tokenOf } from "../support/ask.ts";

/** Calls of a sandbox's files, with a token of their own. */
interface FileCalls {
  readonly sandbox: Sandbox;
  readonly get: (path: string) => Promise<Response>;
  readonly post: (path: string) => Promise<Response>;
  readonly upload: (filename: string, body?: BodyInit, type?: string) => Promise<Response>;
  /** The names in a folder, page by page. */
  readonly pages: (dirname: string) => Promise<string[][]>;
}

export async function createFileCalls(): Promise<FileCalls> {
  const sandbox = createSandbox();
  const token = await tokenOf(sandbox);
  const call: FileCalls = {
    sandbox,
    get: async (path) => get(sandbox, `/v2/files/${path}`, token),
    post: async (path) => post(sandbox, `/v2/files/${path}`, token),
    upload: async (filename, body = "x", type = "image/jpeg") =>
      post(sandbox, `/v2/files/upload?filename=${encodeURIComponent(filename)}`, token, body, {
        "content-type": type,
      }),
    pages: async (dirname) => {
      const pages: string[][] = [];
      let continuation: string | undefined = "";
      while (continuation !== undefined) {
        const response = await call.get(`readdir?dirname=${dirname}&continuation=${continuation}`);
        const page = (await response.json()) as { contents: { filename: string }[] } & {
          continuation?: string;
        };
        pages.push(page.contents.map(({ filename }) => filename));
        ({ continuation } = page);
      }
      return pages;
    },
  };
  return call;
}

/** What a refusal of the file system looks like. */
export async function refusal(response: Response): Promise<readonly unknown[]> {
  return [response.status, await response.json()];
}

/** The refusal with this message. */
export function refused(status: number, message: string): readonly unknown[] {
  return [status, { name: "RiakFsError", message }];
}

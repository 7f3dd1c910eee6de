// Prints the size and name of each file in a folder of the account, and in all that are in it.
import { createSirvClient, environmentCredentials } from "sirv-token";

interface Entry {
  readonly filename: string;
  readonly size: number;
  readonly isDirectory: boolean;
}

/** A hundred entries at most. */
interface EntryPage {
  readonly contents: readonly Entry[];
  readonly continuation?: string;
}

const sirv = createSirvClient(environmentCredentials, { baseUrl: Deno.env.get("SIRV_BASE_URL") });

const [folder = "/"] = Deno.args;
for await (const { path, size } of filesIn(folder)) console.log(`${size}\t${path}`);

async function* filesIn(dirname: string): AsyncGenerator<{ path: string; size: number }> {
  let continuation: string | undefined;
  do {
    const searchParams = { dirname, continuation };
    const page = await sirv.get("files/readdir", { searchParams }).json<EntryPage>();
    for (const { filename, size, isDirectory } of page.contents) {
      const path = `${dirname.replace(/\/$/, "")}/${filename}`;
      if (isDirectory) yield* filesIn(path);
      else yield { path, size };
    }
    continuation = page.continuation;
  } while (continuation);
}

// What an editor shows: TypeScript's language server, asked as editors ask it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve as pathOf } from "node:path";
import { pathToFileURL } from "node:url";

/** A place in a text. Both are counted from 0. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** A language server that has one file open. */
export interface LanguageServer {
  /** What it shows under the pointer, as Markdown. */
  hover(position: Position): Promise<string>;
  /** What it shows of a call while its arguments are typed: the signature, and the parameter at hand. */
  signatureHelp(position: Position): Promise<string>;
  close(): Promise<void>;
}

interface Hover {
  readonly contents: { readonly value: string };
}

interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation?: { readonly value: string };
    readonly parameters?: readonly { readonly documentation?: { readonly value: string } }[];
  }[];
  readonly activeParameter?: number;
}

/** Starts a language server in an app and opens one of its files. */
export async function openInEditor(
  app: string,
  name: string,
  text: string,
): Promise<LanguageServer> {
  const program = spawn(pathOf("node_modules/.bin/tsc"), ["--lsp", "--stdio"], {
    cwd: app,
    stdio: ["pipe", "pipe", "ignore"],
  });
  // It rejects for one that can't be started, which is told to who asks.
  const exited = once(program, "exit").catch(() => undefined);
  const kill = () => void program.kill();
  process.once("exit", kill);
  const end = async () => {
    process.off("exit", kill);
    // The command may have started another program, which ends with its input.
    program.stdin.end();
    kill();
    await exited;
  };
  const connection = connect(program);
  const rootUri = pathToFileURL(app).href;
  const uri = pathToFileURL(join(app, name)).href;
  const markdown = ["markdown"];
  const capabilities = {
    textDocument: {
      hover: { contentFormat: markdown },
      signatureHelp: { signatureInformation: { documentationFormat: markdown } },
    },
  };
  try {
    await connection.request("initialize", { processId: process.pid, rootUri, capabilities });
  } catch (error) {
    await end();
    throw error;
  }
  connection.notify("initialized", {});
  connection.notify("textDocument/didOpen", {
    textDocument: { uri, languageId: "typescript", version: 1, text },
  });
  const ask = async (method: string, position: Position) =>
    connection.request(method, { textDocument: { uri }, position });

  return {
    async hover(position) {
      const hover = (await ask("textDocument/hover", position)) as Hover | null;
      return hover?.contents.value ?? "";
    },
    async signatureHelp(position) {
      const help = (await ask("textDocument/signatureHelp", position)) as SignatureHelp | null;
      const [signature] = help?.signatures ?? [];
      const parameter = signature?.parameters?.[help?.activeParameter ?? 0];
      return [signature?.label, signature?.documentation?.value, parameter?.documentation?.value]
        .filter((part) => part !== undefined)
        .join("\n\n");
    },
    async close() {
      try {
        await connection.request("shutdown", undefined);
      } finally {
        await end();
      }
    },
  };
}

/** Who waits for an answer. */
interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** JSON-RPC as the Language Server Protocol frames it: a header with the length, then the message. */
function connect(program: ChildProcess): {
  readonly request: (method: string, params: unknown) => Promise<unknown>;
  readonly notify: (method: string, params: unknown) => void;
} {
  const waiting = new Map<number, Waiting>();
  let buffered: Buffer = Buffer.alloc(0);
  let last = 0;
  const write = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    program.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let ended: Error | undefined;
  const endWith = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
  };
  program.once("error", endWith);
  program.once("exit", (code, signal) => {
    endWith(new Error(`the language server ended with ${code ?? signal}`));
  });
  // What is written to one that has ended: its end is told to who asks.
  program.stdin?.on("error", () => undefined);
  program.stdout?.on("data", (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const end = buffered.indexOf("\r\n\r\n");
      const length = Number(/length: (\d+)/i.exec(buffered.toString("utf8", 0, end))?.[1]);
      if (end === -1 || buffered.length < end + 4 + length) return;
      const message = JSON.parse(buffered.toString("utf8", end + 4, end + 4 + length)) as {
        readonly id?: number;
        readonly method?: string;
        readonly params?: { readonly items?: readonly unknown[] };
        readonly result?: unknown;
        readonly error?: { readonly message: string };
      };
      buffered = buffered.subarray(end + 4 + length);
      const { id, method, params, result, error } = message;
      if (id === undefined) continue;
      // The server asks too, for settings: there are none.
      if (method) write({ id, result: params?.items?.map(() => null) ?? null });
      else if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
    }
  });
  return {
    async request(method, params) {
      if (ended) throw ended;
      last += 1;
      const answer = new Promise((resolve, reject) => waiting.set(last, { resolve, reject }));
      write({ id: last, method, params });
      return answer;
    },
    notify: (method, params) => write({ method, params }),
  };
}

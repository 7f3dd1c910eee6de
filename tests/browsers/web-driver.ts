import { type ChildProgram, startProgram } from "./child-program.ts";
import { freePort } from "./free-port.ts";

/** One session of a browser that a W3C WebDriver program drives. */
export interface WebDriverSession {
  open(url: string): Promise<void>;
  /** Any other command of the session's: `ask("POST", "/refresh", {})`. */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  end(): Promise<void>;
}

/**
 * Starts the driver program and a session of its browser.
 *
 * @see https://www.w3.org/TR/webdriver2/
 */
export async function startWebDriver(
  program: string,
  capabilities: object,
  env: NodeJS.ProcessEnv,
): Promise<WebDriverSession> {
  const port = await freePort();
  // Both WebKitWebDriver and safaridriver take the port this way.
  const driver = await startProgram(program, ["-p", String(port)], "inherit", env);
  const base = `http://127.0.0.1:${port}`;

  try {
    await untilReady(driver, base);
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = (await command(base, "POST", "/session", body)) as { sessionId: string };
    return {
      async open(url) {
        await command(base, "POST", `/session/${sessionId}/url`, { url });
      },
      ask: async (method, path, more) =>
        command(base, method, `/session/${sessionId}${path}`, more),
      async end() {
        await command(base, "DELETE", `/session/${sessionId}`).catch(() => undefined);
        await driver.end();
      },
    };
  } catch (error) {
    await driver.end();
    throw error;
  }
}

async function untilReady(driver: ChildProgram, base: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { exitCode, signalCode } = driver.process;
    if (exitCode !== null || signalCode !== null) break;
    const ready = await command(base, "GET", "/status").catch(() => undefined);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${driver.process.spawnfile} does not answer on ${base}`);
}

async function command(
  base: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    // A browser without a display hangs.
    signal: AbortSignal.timeout(30_000),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
  return value;
}

import type { RemoteSandbox } from "./control.ts";

/**
 * Whether this platform tells that a reply broke off. WebKitGTK 2.50 does not: it takes what came for
 * the whole.
 */
export async function noticesCutOff(sandbox: RemoteSandbox): Promise<boolean> {
  await sandbox.fail({ type: "cut-off" });
  try {
    await (await fetch(sandbox.endpoint)).text();
    return false;
  } catch {
    return true;
  }
}

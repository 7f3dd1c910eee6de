// oxlint-disable-next-line import/default -- made by Vite
import workerUrl from "./service-worker.ts?worker&url";
import { claim } from "./wire.ts";

/** The part of Trusted Types that is used here; TypeScript's DOM does not have them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** How long a browser may take to put the page under its worker. */
const patience = 5000;

/**
 * Puts the page under its service worker.
 *
 * @returns Whether it is. After a hard reload browsers leave the page without: the worker is asked to
 *   claim it.
 */
export async function register(): Promise<boolean> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return false;
  const controlled = new Promise<boolean>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(true), { once: true });
    setTimeout(() => resolve(container.controller !== null), patience);
  });
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    const policy = trustedTypes?.createPolicy("service-worker", {
      createScriptURL: () => workerUrl,
    });
    const url = policy?.createScriptURL(workerUrl) ?? workerUrl;
    const registered = container.register(url, {
      type: "module",
      scope: "./",
      updateViaCache: "none",
    });
    // By a worker of an earlier visit; whether there is a newer one can be found out meanwhile.
    if (container.controller) {
      registered.catch(() => undefined);
      return true;
    }
    const claimed = registered.then(async () => {
      void askToClaim(container);
      return controlled;
    });
    // A worker whose file never comes is not registered, and not refused either.
    return await Promise.race([claimed, controlled]);
  } catch {
    // Settings that forbid storage forbid workers too.
    return false;
  }
}

async function askToClaim(container: ServiceWorkerContainer): Promise<void> {
  // Never, if the browser refuses to install the worker.
  const { active } = await container.ready;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
  active?.postMessage(claim);
}

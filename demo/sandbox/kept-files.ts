// The page's own files, for a visit without a network.
import { scope } from "./worker-scope.ts";

const cacheName = "sirv-token";

/** Keeps a page and the files that it names, and drops the others. */
export async function keep(page: Response): Promise<void> {
  const home = scope.registration.scope;
  if (!page.ok) return;
  const html = await page.clone().text();
  const files = [...html.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(
    ([, path = ""]) => new URL(path, home).href,
  );
  const cache = await caches.open(cacheName);
  const old = await cache.keys();
  await cache.addAll(files);
  await cache.put(home, page);
  const current = new Set([home, ...files]);
  await Promise.all(old.filter(({ url }) => !current.has(url)).map(({ url }) => cache.delete(url)));
}

/** The file at a URL. */
export async function kept(url: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  return cache.match(addressOf(url));
}

/** Whether a URL is the page's own: there are others in folders below. */
export function isHome(url: string): boolean {
  return addressOf(url) === scope.registration.scope;
}

/** What a file is kept under: its URL, whatever its query. */
function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

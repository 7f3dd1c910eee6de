// A provider at work: a token of 20 seconds, kept good for an app that never stops asking.
import {
  type AccessToken,
  createTokenFetch,
  createTokenProvider,
  isTokenError,
} from "../../lib/index.ts";
import type { PageHost } from "../sandbox/page-host.ts";
import { createPageSandbox, type PageSandbox } from "../sandbox/page-sandbox.ts";
import { announce } from "../view/announce.ts";
import { find } from "../view/element.ts";
import { breakable } from "../view/error-view.ts";
import { createRing } from "../view/ring.ts";
import { createStrip, type Mark } from "../view/strip.ts";
import { recordingFetch } from "../watch/exchange.ts";

const lifetime = 20;
const crowd = 100;

export function startProvider(host: PageHost): void {
  // However often a token has expired by its clock: the next one is of today.
  const sandbox: PageSandbox = createPageSandbox(host, "provider/", () =>
    sandbox.clock.set(Date.now()),
  );
  const section = find("#provider");
  const strip = createStrip(find(".strip", section));
  const ring = createRing(find(".ring", section));
  const counts = { callers: 0, requests: 0, failed: 0 };
  let shown: AccessToken | undefined;
  let life: Mark | undefined;
  let outage: Mark | undefined;
  let asking = false;

  const requests = new WeakMap<object, Mark>();
  const provider = createTokenProvider(sandbox.credentials, {
    endpoint: sandbox.endpoint,
    expiresIn: lifetime,
    // Of the sandbox, and of no account: nobody needs to be warned of it.
    dangerouslyAllowSecretInPage: true,
    fetch: recordingFetch(host.fetch, (exchange) => {
      const { sentAt, endedAt, reply } = exchange;
      let mark = requests.get(exchange);
      if (!mark) {
        counts.requests += 1;
        mark = strip.add({ lane: "requests", kind: "request", start: sentAt });
        requests.set(exchange, mark);
      }
      mark.end = endedAt;
      if (endedAt === undefined || reply?.status === 200) return;
      strip.add({ lane: "requests", kind: "failed", start: sentAt, end: endedAt });
    }),
  });
  const { origin } = new URL(sandbox.endpoint);
  const tokenFetch = createTokenFetch(provider, { origin, fetch: host.fetch });

  /** So many callers at the same time; what became of them. */
  async function call(callers: number): Promise<string> {
    const before = counts.requests;
    const start = performance.now();
    const results = await Promise.allSettled(
      Array.from({ length: callers }, async () => provider.getToken()),
    );
    const refusals = results.filter((result) => result.status === "rejected");
    const good = results.find((result) => result.status === "fulfilled");
    const failed = refusals.length;
    counts.callers += callers;
    counts.failed += failed;
    if (good) showToken(good.value);
    strip.add({
      lane: "callers",
      kind: failed > 0 ? "failed" : callers > 1 ? "crowd" : "caller",
      start,
      end: performance.now(),
      ...(callers > 1 && { label: String(callers) }),
    });
    draw();
    const made = counts.requests - before;
    const error: unknown = refusals[0]?.reason;
    const reason = isTokenError(error) ? `: ${error.code}` : "";
    return `${callers} callers, ${made} token request${made === 1 ? "" : "s"}, ${failed} failed${reason}.`;
  }

  function showToken(accessToken: AccessToken): void {
    if (shown?.token === accessToken.token) return;
    const now = performance.now();
    const expiry = now + accessToken.expiresAt - Date.now();
    cutLife(now);
    life = strip.add({ lane: "token", kind: "life", start: now, end: expiry });
    ring.show(accessToken.expiresAt - accessToken.expiresIn * 1000, accessToken.expiresAt);
    shown = accessToken;
  }

  function cutLife(end: number): void {
    if (life) life.end = Math.min(life.end ?? end, end);
  }

  function draw(): void {
    const { status, errorCode } = provider.state;
    for (const [name, count] of Object.entries(counts)) {
      find(`[data-count="${name}"]`, section).textContent = String(count);
    }
    find('[data-count="status"]', section).textContent = status;
    find('[data-count="error"]', section).replaceChildren(
      ...breakable(String(errorCode ?? "none")),
    );
  }

  /** A call that finds its token refused, and recovers. */
  async function recover(what: string): Promise<string> {
    cutLife(performance.now());
    const before = counts.requests;
    const response = await tokenFetch(sandbox.accountUrl).catch(() => undefined);
    if (!response) return `${what}, but the server is down: the call got no answer.`;
    await response.text();
    showToken(await provider.getToken());
    const made = counts.requests - before;
    if (response.status === 401) {
      return `${what}, for the third time in half a minute: the call was refused. So often, it is not the token’s fault.`;
    }
    return `${what}: the next call was refused, got a new token with ${made} request, and was answered ${response.status}.`;
  }

  const actions: Readonly<Record<string, () => Promise<string>>> = {
    crowd: async () => call(crowd),
    async revoke() {
      sandbox.revoke((await provider.getToken()).token);
      return recover("Revoked by the server");
    },
    async expire() {
      await provider.getToken();
      sandbox.clock.set(Date.now() + lifetime * 2000);
      return recover("Expired by the server’s clock");
    },
    async down() {
      sandbox.down = !sandbox.down;
      find("[data-action=down]", section).setAttribute("aria-pressed", String(sandbox.down));
      if (sandbox.down) {
        outage = strip.add({ lane: "server", kind: "down", start: performance.now() });
        return "The server is down. As long as the token is good, nobody notices.";
      }
      if (outage) outage.end = performance.now();
      return "The server is up again.";
    },
  };

  for (const button of section.querySelectorAll<HTMLButtonElement>("button[data-action]")) {
    button.addEventListener("click", async () => {
      asking = true;
      const said = await actions[button.dataset["action"]!]!().catch((error: unknown) =>
        isTokenError(error) ? `No token: ${error.code}.` : String(error),
      );
      find("#provider-note").textContent = said;
      announce(said);
      draw();
    });
  }

  // The app: from the first action on, one caller a second.
  setInterval(() => {
    if (asking && !document.hidden) void call(1);
  }, 1000);
}

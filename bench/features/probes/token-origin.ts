import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { startScripted } from "../scripted-server.ts";

export const tokenOrigin: Feature = {
  name: "token-origin",
  title: "sends the token to the API alone",
  probe:
    "A call of another host than the API's, and a call of the API, which redirects (302) to that host.",
  async find(subject) {
    const server = await startScripted();
    const elsewhere = await startScripted(() => ({ body: "{}" }));
    const location = `${elsewhere.foreignOrigin}/redirected`;
    const api = await startScripted(() => ({ status: 302, headers: { location } }));
    try {
      const setup = { endpoint: server.endpoint, isHttpAllowed: true, api: api.origin };
      const { call } = subject.create(setup);
      if (!call) return outOfScope("calling is yours");
      await outcomeOf(call(`${api.origin}/v2/account`), aLongWhile);
      await outcomeOf(call(`${elsewhere.foreignOrigin}/direct`), aLongWhile);
      const leaks = elsewhere.requests
        .filter(({ headers }) => headers.authorization !== undefined)
        .map(({ path }) =>
          path === "/direct" ? "any URL that is called" : "where it is redirected",
        );
      return found(
        leaks.length === 0,
        leaks.length > 0 ? `also to ${leaks.join(", ")}` : "neither had it",
      );
    } finally {
      for (const each of [server, elsewhere, api]) each.close();
    }
  },
};

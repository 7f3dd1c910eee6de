import { credentials } from "../credentials.ts";
import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { giveToken, type SeenRequest, startScripted } from "../scripted-server.ts";

const statuses = [301, 302, 303, 307, 308] as const;

export const redirects: Feature = {
  name: "redirects",
  title: "takes the secret to no other host by a redirect",
  probe: `The token endpoint redirects to another host, with ${statuses.join(", ")}.`,
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const leaks: number[] = [];
    let followed = 0;
    for (const status of statuses) {
      const elsewhere = await startScripted(giveToken);
      const headers = { location: `${elsewhere.foreignOrigin}/v2/token` };
      const server = await startScripted(() => ({ status, headers }));
      try {
        const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
        await outcomeOf(client.getToken(), aLongWhile);
        if (elsewhere.requests.length > 0) followed += 1;
        if (elsewhere.requests.some(holdsSecret)) leaks.push(status);
      } finally {
        server.close();
        elsewhere.close();
      }
    }
    if (leaks.length > 0) return found(false, `the secret goes along with ${leaks.join(", ")}`);
    return found(true, followed > 0 ? "followed without the secret" : "none is followed");
  },
};

/** In whatever form. */
export function holdsSecret({ headers, body }: SeenRequest): boolean {
  const { clientSecret } = credentials;
  const isInBody = [clientSecret, encodeURIComponent(clientSecret)].some((text) =>
    body.includes(text),
  );
  return isInBody || headers.authorization?.startsWith("Basic ") === true;
}

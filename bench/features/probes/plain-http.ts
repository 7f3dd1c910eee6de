import dns from "node:dns";
import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { aLongWhile, outcomeOf } from "../outcome.ts";
import { startScripted } from "../scripted-server.ts";
import { holdsSecret } from "./redirects.ts";

export const plainHttp: Feature = {
  name: "plain-http",
  title: "sends no secret over plain HTTP, unless it is told to",
  probe:
    "The endpoint is `http://` and of a host that is not this machine by its name; the name is resolved to loopback, so that nothing leaves the machine.",
  async find(subject) {
    if (!subject.sendsRequest) return outOfScope("what your credential does");
    const server = await startScripted();
    const restore = resolveToLoopback();
    try {
      const endpoint = server.endpoint.replace("127.0.0.1", "token.test");
      // Who refuses may do so when it is made.
      const ask = async () => subject.create({ endpoint, isHttpAllowed: false }).getToken();
      const { kind } = await outcomeOf(ask(), aLongWhile);
      const isSent = server.requests.some(holdsSecret);
      if (!isSent && kind !== "error") throw new Error(`${subject.name} sent no secret`);
      return found(!isSent, isSent ? "sends it" : "refuses");
    } finally {
      restore();
      server.close();
    }
  },
};

/** All names are this machine's, until it is undone. */
function resolveToLoopback(): () => void {
  const { lookup } = dns;
  const answer = (_name: string, options: { all?: boolean }, callback: Callback) => {
    const address = { address: "127.0.0.1", family: 4 };
    if (options.all) callback(null, [address]);
    else callback(null, address.address, address.family);
  };
  Object.assign(dns, { lookup: answer });
  return () => void Object.assign(dns, { lookup });
}

type Callback = (error: null, address: unknown, family?: number) => void;

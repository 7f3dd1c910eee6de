import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { startScripted } from "../scripted-server.ts";

export const cache: Feature = {
  name: "cache",
  title: "keeps the token",
  probe: "Ten calls, one after the other.",
  async find(subject) {
    const server = await startScripted();
    try {
      const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
      for (let call = 0; call < 10; call += 1) await client.getToken();
      const count = server.requests.length;
      const seen = `10 calls: ${count} request${count === 1 ? "" : "s"}`;
      return subject.keepsToken
        ? found(count === 1, seen)
        : outOfScope(`${seen}; it hands out what it gets, and keeping is yours`);
    } finally {
      server.close();
    }
  },
};

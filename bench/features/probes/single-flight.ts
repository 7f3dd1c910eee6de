import { setTimeout as sleep } from "node:timers/promises";
import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { createGate } from "../gate.ts";
import { aWhile, untilSo } from "../outcome.ts";
import { giveToken, startScripted } from "../scripted-server.ts";

export const singleFlight: Feature = {
  name: "single-flight",
  title: "makes one request for many callers at once",
  probe: "Fifty callers at once, none with a token, before the server answers.",
  async find(subject) {
    if (!subject.keepsToken) return outOfScope("keeping is yours");
    const gate = createGate();
    const server = await startScripted(async (request, index) => {
      await gate.opened;
      return giveToken(request, index);
    });
    try {
      const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
      const calls = Array.from({ length: 50 }, async () => client.getToken());
      await untilSo(() => server.requests.length > 0, aWhile);
      await sleep(aWhile);
      gate.open();
      await Promise.all(calls);
      const count = server.requests.length;
      return found(count === 1, `50 callers: ${count} request${count === 1 ? "" : "s"}`);
    } finally {
      server.close();
    }
  },
};

import type { Feature } from "../feature.ts";
import { found, outOfScope } from "../finding.ts";
import { createGate } from "../gate.ts";
import { aWhile, outcomeOf, untilSo, wordsOf } from "../outcome.ts";
import { giveToken, startScripted } from "../scripted-server.ts";

export const abort: Feature = {
  name: "abort",
  title: "lets one caller leave, by a signal, without harm to the others",
  probe:
    "Two callers wait for the same token, the first with a signal, which aborts before the server answers.",
  async find(subject) {
    if (!subject.takesSignal) return found(false, "its call takes no signal");
    const gate = createGate();
    const server = await startScripted(async (request, index) => {
      await gate.opened;
      return giveToken(request, index);
    });
    try {
      const controller = new AbortController();
      const client = subject.create({ endpoint: server.endpoint, isHttpAllowed: true });
      const leaving = client.getToken(controller.signal);
      leaving.catch(() => undefined);
      const staying = client.getToken();
      staying.catch(() => undefined);
      await untilSo(() => server.requests.length > 0, aWhile);
      controller.abort();
      const left = await outcomeOf(leaving, aWhile);
      gate.open();
      const stayed = await outcomeOf(staying, aWhile * 10);
      if (left.kind !== "error") return found(false, "who leaves still waits");
      if (stayed.kind === "error") return found(false, `the other fails: ${wordsOf(stayed.error)}`);
      if (stayed.kind === "waiting") return outOfScope("the other got no answer");
      const count = server.requests.length;
      return found(true, count === 1 ? "of one request" : "each has a request of its own");
    } finally {
      server.close();
    }
  },
};

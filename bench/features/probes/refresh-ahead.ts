import type { Feature } from "../feature.ts";
import { type Finding, found, outOfScope } from "../finding.ts";
import { tokenOf } from "../scripted-server.ts";
import type { Subject } from "../subject.ts";
import { type Meeting, meet } from "./ageing.ts";

const instants = [600, 420, 299, 240, 180, 119, 90, 59, 30, 10, 2] as const;

export const refreshAhead: Feature = {
  name: "refresh-ahead",
  title: "refreshes ahead of the end while callers go on with the old token",
  probe: `A token of 20 minutes is made old by moving the clocks; a caller comes ${instants.join(", ")} seconds before its end, and the server does not answer until the caller was looked at.`,
  async find(subject) {
    if (!subject.keepsToken) return outOfScope("keeping is yours");
    const meetings: Meeting[] = [];
    for (const instant of instants) meetings.push(await meet(subject, instant));
    return findingOf(meetings, subject);
  },
};

function findingOf(meetings: readonly Meeting[], { name }: Subject): Finding {
  const odd = meetings.find(({ outcome }) => outcome.kind === "error");
  if (odd) throw new Error(`${name} failed ${odd.secondsLeft} s before the end`);
  const ahead = firstWords(meetings, ({ isAsked, outcome }) => isAsked && isOld(outcome));
  const waits = firstWords(meetings, ({ outcome }) => outcome.kind === "waiting");
  const waiting = waits ? `callers wait ${waits}` : "nobody waits";
  if (ahead) return found(true, `asks ${ahead}; ${waiting}`);
  return found(false, waits ? waiting : "asks when the token has ended, and callers wait then");
}

/** The first instant where it is so, and the one before, where it is not. */
function firstWords(
  meetings: readonly Meeting[],
  isSo: (meeting: Meeting) => boolean,
): string | undefined {
  const index = meetings.findIndex(isSo);
  const [before, first] = [meetings[index - 1], meetings[index]];
  if (!first) return undefined;
  const since = before ? `, not yet ${before.secondsLeft} s` : "";
  return `${first.secondsLeft} s before the end${since}`;
}

function isOld(outcome: Meeting["outcome"]): boolean {
  return outcome.kind === "value" && outcome.value === tokenOf(0);
}

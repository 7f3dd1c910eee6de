import { describe, expect, test } from "vitest";
import { createAge, drawLead } from "../../lib/shared/age.ts";
import type { SharedToken } from "../../lib/shared/seal.ts";
import { useFakeClocks } from "../support/fake-clocks.ts";

const issue = (issuedAt: number, token = "FAKE"): SharedToken => ({
  token,
  scope: ["images"],
  seconds: 1200,
  issuedAt,
});

/** An instance that has heard of Sirv's clock, which is so far ahead of its own. */
async function createInstance(ahead: number) {
  const date = new Date(Date.now() + ahead).toUTCString();
  const age = createAge(async () => new Response(null, { headers: { date } }));
  await age.fetch("https://api.sirv.com/v2/token");
  return age;
}

describe("with clocks that are moved", { concurrent: false }, () => {
  const clocks = useFakeClocks();

  test("an instance that has not heard of Sirv's clock trusts its own", () => {
    const age = createAge(undefined);
    expect(age.bySirv(1000)).toBe(1000);
    expect(age.isYoung(issue(Date.now() - 60_000))).toBe(true);
    expect(age.isYoung(issue(Date.now() - 1_199_000, "FAKE-old"))).toBe(false);
  });

  test.each([600_000, -600_000])(
    "a clock that is off by %d ms is known by a reply's date",
    async (ahead) => {
      const age = await createInstance(ahead);
      // A date has whole seconds.
      expect(Math.abs(age.bySirv(Date.now()) - (Date.now() + ahead))).toBeLessThan(1000);
      expect(age.isYoung(issue(Date.now() + ahead - 1_000_000))).toBe(true);
      expect(age.isYoung(issue(Date.now() + ahead - 1_190_000, "FAKE-old"))).toBe(false);
    },
  );

  test.each([undefined, "", "yesterday"])("a date of %j changes nothing", async (date) => {
    const headers = date === undefined ? {} : { date };
    const age = createAge(async () => new Response(null, { headers }));
    await age.fetch("https://api.sirv.com/v2/token");
    expect(age.bySirv(1000)).toBe(1000);
  });

  test("a token that is yet to be issued does not live longer", () => {
    const age = createAge(undefined);
    expect(age.give(issue(Date.now() + 600_000)).expiresIn).toBe(1200);
  });

  test("what is left is counted from now, less this instance's lead", async () => {
    const age = createAge(undefined);
    const shared = issue(Date.now());
    await clocks.pass(200_000);
    const { expiresIn, expiresAt = 0, scope, token } = age.give(shared);
    expect({ expiresIn, scope, token }).toEqual({
      expiresIn: 1000,
      scope: ["images"],
      token: "FAKE",
    });
    expect(expiresAt).toBeLessThan(Date.now() + 1_000_000);
    // The tail of the draw: e^-30 are longer.
    expect(expiresAt).toBeGreaterThan(Date.now() + 700_000);
    // It is drawn once for each token.
    expect(age.give(shared).expiresAt).toBe(expiresAt);
  });

  test("a token is due for who has never seen it in the last tenth", async () => {
    const age = createAge(undefined);
    const shared = issue(Date.now());
    await clocks.pass(1_080_000);
    expect(age.isYoung(shared)).toBe(false);
  });

  test("who has had it for half of what it was given wants another when it asks again", async () => {
    const age = createAge(undefined);
    const shared = issue(Date.now());
    await clocks.pass(200_000);
    const given = Number(age.give(shared).expiresAt) - Date.now();
    await clocks.pass(given / 2 - 1500);
    expect(age.isYoung(shared)).toBe(true);
    await clocks.pass(1500);
    expect(age.isYoung(shared)).toBe(false);
    // To another instance it is as good as before.
    expect(createAge(undefined).isYoung(shared)).toBe(true);
  });

  test("a token that Sirv gives again lives anew", async () => {
    const age = createAge(undefined);
    age.give(issue(Date.now()));
    await clocks.pass(1_300_000);
    const again = issue(Date.now());
    expect(age.isYoung(again)).toBe(true);
    expect(age.give(again).expiresIn).toBe(1200);
  });

  test("a clock that is set back makes no token younger", async () => {
    const age = createAge(undefined);
    const shared = issue(Date.now());
    age.give(shared);
    await clocks.pass(1_000_000);
    clocks.jump(-3_600_000);
    expect(age.give(shared).expiresIn).toBe(200);
  });
});

test("the lead is a 120th of the lifetime on average, and exponential", () => {
  const leads = Array.from({ length: 20_000 }, () => drawLead(1200));
  const mean = leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
  // Six standard deviations.
  expect(Math.abs(mean - 10)).toBeLessThan((6 * 10) / Math.sqrt(leads.length));
  const beyond = leads.filter((lead) => lead > 20).length / leads.length;
  expect(Math.abs(beyond - Math.exp(-2))).toBeLessThan(0.015);
});

test("what is no Response passes for whoever asked for it to complain of", async () => {
  const age = createAge(async () => undefined as unknown as Response);
  expect(await age.fetch("https://api.sirv.com/v2/token")).toBeUndefined();
});

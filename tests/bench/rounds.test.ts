import { expect, test } from "vitest";
import {
  compare,
  compareTurns,
  costOf,
  medianOf,
  medianRatios,
  secondBaseline,
  shuffled,
} from "../../bench/measure/rounds.ts";

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[5], 5],
  [[], Number.NaN],
])("the median of %j is %d", (values, median) => {
  expect(medianOf(values)).toBe(median);
});

test("shuffling loses nothing", () => {
  const list = Array.from({ length: 100 }, (_, index) => index);
  expect(shuffled(list).toSorted((one, other) => one - other)).toEqual(list);
});

test("everybody takes a turn in each round, the baseline two", async () => {
  const calls: string[] = [];
  const candidate = (name: string) => async () => void calls.push(name);
  const rounds: number[] = [];
  const ratios = await compare(
    { base: candidate("base"), other: candidate("other") },
    { rounds: 3, calls: 5, warmUps: 2, onRound: (done) => void rounds.push(done) },
  );
  expect(ratios.map(({ name }) => name)).toEqual(["base", secondBaseline, "other"]);
  // Two rounds that warm up, and three.
  expect(calls.filter((name) => name === "base")).toHaveLength(2 * 5 * 5);
  expect(calls.filter((name) => name === "other")).toHaveLength(5 * 5);
  expect(rounds).toEqual([1, 2, 3]);
});

test("the baseline costs once itself", async () => {
  // Long enough for the clocks; what each costs is not looked at.
  const work = async () => void JSON.stringify(Array.from({ length: 20_000 }, String));
  const [baseline] = await compare({ base: work }, { rounds: 3, calls: 5 });
  expect(baseline).toMatchObject({ name: "base", wall: 1 });
});

test("a turn's cost is compared with the first one's of the same round", async () => {
  // Each round is slower than the one before, for both, and one round of the other is an odd one.
  let round = 1;
  const turn = (cost: number, odd: number) => async (calls: number) => ({
    wall: (round === 2 ? odd : cost) * calls * round,
    processor: 10 * (round === 2 ? odd : cost) * calls * round,
  });
  const ratios = await compareTurns(
    [
      ["base", turn(2, 2)],
      ["other", turn(3, 90)],
    ],
    { rounds: 3, calls: 7, warmUps: 0, onRound: () => (round += 1) },
  );
  expect(ratios).toEqual([
    { name: "base", wall: 1, processor: 1 },
    { name: "other", wall: 1.5, processor: 1.5 },
  ]);
});

test("what is called costs something", async () => {
  let calls = 0;
  const work = async () => {
    calls += 1;
    JSON.stringify(Array.from({ length: 200_000 }, String));
  };
  const { wall, processor } = await costOf(work, 3);
  expect(calls).toBe(3);
  expect(wall).toBeGreaterThan(0);
  // How much is not looked at.
  expect(processor).toBeGreaterThan(0);
});

test("turns are taken in an order of chance", async () => {
  const orders = new Set<string>();
  let order = "";
  const turn = (name: string) => async () => {
    order += name;
    return { wall: 1, processor: 1 };
  };
  const turns = ["a", "b", "c", "d"].map((name) => [name, turn(name)] as const);
  const onRound = () => {
    orders.add(order);
    order = "";
  };
  await compareTurns(turns, { rounds: 50, calls: 1, warmUps: 0, onRound });
  // That fifty rounds are all in one of 24 orders happens once in 24 to the power of 49.
  expect(orders.size).toBeGreaterThan(1);
});

test("several comparisons come to their medians", () => {
  const ratios = (wall: number, processor: number) => [{ name: "we", wall, processor }];
  expect(medianRatios([ratios(1, 6), ratios(5, 4), ratios(2, 5)])).toEqual(ratios(2, 5));
});

test("nothing can't be compared", async () => {
  await expect(compare({}, { rounds: 1, calls: 1 })).rejects.toThrow("There is nothing to compare");
});

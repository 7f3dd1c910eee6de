/** Something that can be done again and again, to compare what it costs. */
export type Candidate = () => Promise<unknown>;

/** Milliseconds by the clock, and microseconds of the processor. */
export interface Cost {
  readonly wall: number;
  readonly processor: number;
}

/** Calls a candidate so many times, here or in a process of its own. */
export type Turn = (calls: number) => Promise<Cost>;

/** How often it is done. */
export interface RoundsPlan {
  /** Each candidate has one turn in a round, in an order of its own. */
  readonly rounds: number;
  /** How often a candidate is called in its turn. */
  readonly calls: number;
  /** How many rounds come first that do not count, until all is compiled; 1 if not given. */
  readonly warmUps?: number;
  /** What is told after each round. */
  readonly onRound?: (done: number) => void;
}

/** What one candidate costs, over what the baseline costs in the same round: the medians of all rounds. */
export interface Ratios {
  readonly name: string;
  readonly wall: number;
  readonly processor: number;
}

/** The row that shows the noise: the baseline a second time, which would cost the same on a quiet machine. */
export const secondBaseline = "the same again";

/** Compares candidates of this process; the baseline, which is the first of them, takes part twice. */
export async function compare(
  candidates: Readonly<Record<string, Candidate>>,
  plan: RoundsPlan,
): Promise<readonly Ratios[]> {
  const turns = Object.entries(candidates).map(([name, candidate]): [string, Turn] => [
    name,
    (calls) => costOf(candidate, calls),
  ]);
  const [baseline, ...others] = turns;
  if (!baseline) throw new Error("There is nothing to compare.");
  return compareTurns([baseline, [secondBaseline, baseline[1]], ...others], plan);
}

/**
 * Compares what turns cost over the first of them, the baseline. They are taken in a random order, for the
 * machine is not always equally fast.
 */
export async function compareTurns(
  turns: readonly (readonly [name: string, turn: Turn])[],
  { rounds, calls, warmUps = 1, onRound }: RoundsPlan,
): Promise<readonly Ratios[]> {
  const costs: ReadonlyMap<string, Cost>[] = [];
  for (let round = 1 - warmUps; round <= rounds; round += 1) {
    const ofRound = new Map<string, Cost>();
    for (const [name, turn] of shuffled(turns)) ofRound.set(name, await turn(calls));
    if (round < 1) continue;
    costs.push(ofRound);
    onRound?.(round);
  }
  const ratio = (name: string, of: (cost: Cost) => number) =>
    medianOf(costs.map((each) => of(costIn(each, name)) / of(costIn(each, turns[0]?.[0]))));
  return turns.map(([name]) => ({
    name,
    wall: ratio(name, ({ wall }) => wall),
    processor: ratio(name, ({ processor }) => processor),
  }));
}

/** What it costs to call a candidate of this process so many times. */
export async function costOf(candidate: Candidate, calls: number): Promise<Cost> {
  const processorBefore = process.cpuUsage();
  const before = performance.now();
  for (let call = 0; call < calls; call += 1) await candidate();
  const wall = performance.now() - before;
  const { user, system } = process.cpuUsage(processorBefore);
  return { wall, processor: user + system };
}

/** What several comparisons of the same came to: the medians of them. */
export function medianRatios(comparisons: readonly (readonly Ratios[])[]): readonly Ratios[] {
  const [first = []] = comparisons;
  return first.map(({ name }, index) => ({
    name,
    wall: medianOf(comparisons.map((ratios) => ratios[index]?.wall ?? Number.NaN)),
    processor: medianOf(comparisons.map((ratios) => ratios[index]?.processor ?? Number.NaN)),
  }));
}

function costIn(round: ReadonlyMap<string, Cost>, name: string = ""): Cost {
  return round.get(name) ?? { wall: Number.NaN, processor: Number.NaN };
}

/** The value in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A copy in a random order. */
export function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, rank: Math.random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ value }) => value);
}

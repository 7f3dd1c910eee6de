import { expect, test } from "vitest";
import { inTwoLanes } from "../../scripts/two-lanes.ts";

test("one lane goes from the front, one from the back, and the results keep their order", async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const all = inTwoLanes(["a", "b", "c", "d"], async (name) => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.push(resolve));
    return name.toUpperCase();
  });
  for (const expected of ["ad", "adc", "adcb"]) {
    expect(begun.join("")).toBe(expected);
    // What began last ends first.
    ends.pop()?.();
    await new Promise(setImmediate);
  }
  for (const end of ends) end();
  expect(await all).toEqual(["A", "B", "C", "D"]);
});

test.each([[[]], [["alone"]]])("of %j each runs once", async (items: readonly string[]) => {
  const run: string[] = [];
  await inTwoLanes(items, async (item) => run.push(item));
  expect(run).toEqual(items);
});

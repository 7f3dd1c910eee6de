/**
 * Runs all of them, two at a time: one lane takes the items from the front, the other from the back,
 * until they meet.
 *
 * @returns What came of each, in the items' order.
 */
export async function inTwoLanes<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const left = [...items.entries()];
  const results: Result[] = [];
  const lane = async (next: () => [number, Item] | undefined) => {
    for (let entry = next(); entry; entry = next()) results[entry[0]] = await run(entry[1]);
  };
  await Promise.all([lane(() => left.shift()), lane(() => left.pop())]);
  return results;
}

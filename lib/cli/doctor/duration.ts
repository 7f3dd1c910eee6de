const units = [
  ["second", 120, 1000],
  ["minute", 120, 60_000],
  ["hour", 48, 3_600_000],
  ["day", Infinity, 86_400_000],
] as const;

/** A duration for people, in whole units, such as `12 minutes`. */
export function duration(milliseconds: number): string {
  const [unit, count] = units
    .map(
      ([name, most, length]) =>
        [name, Math.max(1, Math.round(milliseconds / length)), most] as const,
    )
    .find(([, number, most]) => number <= most) ?? ["day", 0];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Says whether a version, such as 0.9.1, is no newer than another. */
export function isAtMost(version: string, other: string): boolean {
  const numbers = /^\d+\.\d+\.\d+$/;
  if (!numbers.test(version) || !numbers.test(other)) return false;
  return version.localeCompare(other, "en", { numeric: true }) <= 0;
}

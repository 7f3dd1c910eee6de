const units = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds"] as const;

/** From its first millisecond to its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const absolute =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * When something is, as searches say it: `now-30d`, epoch milliseconds, `2021-05-12T09:30:08Z`, or a whole
 * minute, day, month or year such as `2021-05-12`. Without a zone it is in UTC.
 *
 * @param now - In epoch milliseconds.
 * @returns The span in epoch milliseconds, or `undefined` for what is none.
 * @see https://www.elastic.co/docs/reference/elasticsearch/rest-apis/common-options#date-math
 */
export function spanOf(text: string, now: number): Span | undefined {
  if (/^\d{10,}$/.test(text)) return { start: Number(text), end: Number(text) };
  if (/^now([+-]\d+[yMwdhHms])*$/.test(text)) {
    const start = fromNow(text, now);
    return { start, end: start };
  }
  const [, ...parts] = absolute.exec(text) ?? [];
  const zone = parts.pop();
  const named = parts.filter((part) => part !== undefined).length;
  const start = Date.parse(named > 3 && zone === undefined ? `${text}Z` : text);
  if (named === 0 || Number.isNaN(start)) return undefined;
  return { start, end: text.includes(".") ? start : next(start, named) - 1 };
}

/** The beginning of the year, month, …, second after this one. */
function next(start: number, named: number): number {
  const unit = units[named - 1] ?? "Seconds";
  const time = new Date(start);
  time[`setUTC${unit}`](time[`getUTC${unit}`]() + 1);
  return time.getTime();
}

function fromNow(text: string, now: number): number {
  const time = new Date(now);
  for (const [, amount, letter = ""] of text.matchAll(/([+-]\d+)([yMwdhHms])/g)) {
    const days = letter === "w" ? 7 : 1;
    const unit =
      units["yMdhms".indexOf(letter === "w" ? "d" : letter === "H" ? "h" : letter)] ?? "Date";
    time[`setUTC${unit}`](time[`getUTC${unit}`]() + days * Number(amount));
  }
  return time.getTime();
}

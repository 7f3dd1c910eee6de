const date = /^\d{4}(-\d\d(-\d\d)?)?$/;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * An instant such as `now-30d`, `2021-05-12T09:30:08Z` or epoch milliseconds, as searches take them. Without
 * a zone it is in UTC.
 *
 * @param now - In epoch milliseconds.
 * @returns Epoch milliseconds; NaN for what is none.
 */
export function instant(text: string, now: number): number {
  if (/^\d{10,}$/.test(text)) return Number(text);
  if (date.test(text)) return Date.parse(text);
  const [isDateTime, , , zone] = dateTime.exec(text) ?? [];
  if (isDateTime) return Date.parse(zone ? text : `${text}Z`);
  return /^now([+-]\d+[yMwdhHms])*$/.test(text) ? fromNow(text, now) : Number.NaN;
}

function fromNow(text: string, now: number): number {
  const time = new Date(now);
  for (const [, amount, unit] of text.matchAll(/([+-]\d+)([yMwdhHms])/g)) {
    shift(time, Number(amount), unit);
  }
  return time.getTime();
}

function shift(time: Date, amount: number, unit?: string): void {
  if (unit === "y") time.setUTCFullYear(time.getUTCFullYear() + amount);
  else if (unit === "M") time.setUTCMonth(time.getUTCMonth() + amount);
  else if (unit === "w") time.setUTCDate(time.getUTCDate() + 7 * amount);
  else if (unit === "d") time.setUTCDate(time.getUTCDate() + amount);
  else if (unit === "m") time.setUTCMinutes(time.getUTCMinutes() + amount);
  else if (unit === "s") time.setUTCSeconds(time.getUTCSeconds() + amount);
  else time.setUTCHours(time.getUTCHours() + amount);
}

import { expect, test } from "vitest";
import { spanOf } from "../../lib/sandbox/instant.ts";

const now = Date.UTC(2026, 10, 25, 12);

/** The first and the last millisecond, as ISO 8601. */
const iso = (text: string) => {
  const { start, end } = spanOf(text, now) ?? { start: Number.NaN, end: Number.NaN };
  return [new Date(start).toISOString(), new Date(end).toISOString()];
};

test.each([
  ["now", "2026-11-25T12:00:00.000Z"],
  ["now-30d", "2026-10-26T12:00:00.000Z"],
  ["now+1h", "2026-11-25T13:00:00.000Z"],
  ["now+1H", "2026-11-25T13:00:00.000Z"],
  ["now-1m", "2026-11-25T11:59:00.000Z"],
  ["now-1s", "2026-11-25T11:59:59.000Z"],
  ["now-1w", "2026-11-18T12:00:00.000Z"],
  ["now-1M", "2026-10-25T12:00:00.000Z"],
  ["now-1y+2M", "2026-01-25T12:00:00.000Z"],
  ["2021-05-12T09:30:08.5+02:00", "2021-05-12T07:30:08.500Z"],
  ["1620811808000", "2021-05-12T09:30:08.000Z"],
])("%s is the instant %s", (text, instant) => {
  expect(iso(text)).toEqual([instant, instant]);
});

test.each([
  ["2021", "2021-01-01T00:00:00.000Z", "2021-12-31T23:59:59.999Z"],
  ["2021-12", "2021-12-01T00:00:00.000Z", "2021-12-31T23:59:59.999Z"],
  ["2021-02-28", "2021-02-28T00:00:00.000Z", "2021-02-28T23:59:59.999Z"],
  ["2021-05-12T09:30", "2021-05-12T09:30:00.000Z", "2021-05-12T09:30:59.999Z"],
  ["2021-05-12T09:30:08", "2021-05-12T09:30:08.000Z", "2021-05-12T09:30:08.999Z"],
  ["2021-05-12T09:30:08Z", "2021-05-12T09:30:08.000Z", "2021-05-12T09:30:08.999Z"],
  ["2021-05-12T09:30-05:00", "2021-05-12T14:30:00.000Z", "2021-05-12T14:30:59.999Z"],
])("%s is from %s to %s", (text, start, end) => {
  expect(iso(text)).toEqual([start, end]);
});

const nothing = "now/d,now-1,now-1x,soon,,5,foo-1,12 May 2021,2021-05-12 09:30,2021-13-01,2021-5-1";

test.each(nothing.split(","))("%j is none", (text) => {
  expect(spanOf(text, now)).toBeUndefined();
});

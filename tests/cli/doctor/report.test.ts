import { expect, test } from "vitest";
import { failure, fine, note, skipped } from "../../../lib/cli/doctor/finding.ts";
import { jsonOf, linesOf, paintFor, summaryOf } from "../../../lib/cli/doctor/report.ts";

const [good, odd, bad, open] = [
  fine("node", "New."),
  note("proxy", "Unused.", "Set it."),
  failure("clock", 2, "Late.", "Set it."),
  skipped("limits", "there is no token"),
];

test("a line for each, and what to do in another", () => {
  const lines = [good, odd, bad, open].map((each) => linesOf(each, (_, text) => text)).join("");
  expect(lines).toBe(`✓ node: New.
! proxy: Unused.
  → Set it.
✗ clock: Late.
  → Set it.
- limits: Not checked: there is no token.
`);
});

test.each([
  [[good], "All is well."],
  [[good, odd], "Nothing failed; worth a look: proxy."],
  [[good, bad], "Failed: clock."],
  [[bad, open, odd], "Failed: clock; not checked: limits; worth a look: proxy."],
])("%# in one line", (findings, line) => {
  expect(summaryOf(findings)).toBe(`${line}\n`);
});

test("as JSON", () => {
  expect(JSON.parse(jsonOf([good, open, odd]))).toEqual({
    ok: true,
    checks: [
      { name: "node", status: "ok", message: "New." },
      { name: "limits", status: "skipped", message: "Not checked: there is no token." },
      { name: "proxy", status: "note", message: "Unused.", advice: "Set it." },
    ],
  });
  expect(JSON.parse(jsonOf([good, bad]))).toMatchObject({ ok: false });
});

test.each([
  [true, {}, true],
  [true, { NO_COLOR: "" }, true],
  [true, { NO_COLOR: "1" }, false],
  [false, {}, false],
])("a terminal: %j, %j: coloured: %j", (isTTY, env, isColoured) => {
  expect(paintFor(isTTY, env)("red", "text")).toBe(
    isColoured ? "\u001B[31mtext\u001B[39m" : "text",
  );
});

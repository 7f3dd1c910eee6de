import fc from "fast-check";
import { expect, test } from "vitest";
import { safeText } from "../lib/safe-text.ts";

test("ordinary words stay as they are", () => {
  expect(safeText("FAKE", "Rate limit exceeded.")).toBe("Rate limit exceeded.");
});

test("the secret is cut out", () => {
  expect(safeText("FAKE secret", "no FAKE secret here, FAKE secret")).toBe("no here, ");
});

test("words long enough to be a token or an encoded secret are cut out", () => {
  expect(safeText("FAKE", `bearer ${"x".repeat(32)} is bad`)).toBe("bearer is bad");
});

test("controls, line breaks and marks of direction become spaces", () => {
  expect(safeText("FAKE", "\u001b[31mred\r\n\u202eevil\u0000\u2028")).toBe(" [31mred evil ");
});

test("at most 200 characters", () => {
  expect(safeText("FAKE", "word ".repeat(100))).toHaveLength(200);
});

test.each([undefined, null, 5, {}, ["FAKE"]])("%j does no harm", (text) => {
  expect(safeText("FAKE", text)).not.toContain("FAKE");
});

test("no secret shows, wherever it stands", () => {
  const text = fc.string({ unit: "grapheme-ascii", maxLength: 20 });
  const secret = fc.string({ unit: "grapheme-ascii", minLength: 4 }).map((each) => `FAKE${each}`);
  fc.assert(
    fc.property(text, secret, text, (before, hidden, after) => {
      expect(safeText(hidden, before + hidden + after)).not.toContain("FAKE");
    }),
  );
});

import { expect, inject, test } from "vitest";

test("the tests run in the place that they say", () => {
  expect(navigator.userAgent).toContain(inject("userAgent"));
});

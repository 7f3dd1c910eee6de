import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { places } from "../../scripts/places.ts";
import { runPlace } from "../../scripts/run-place.ts";

const [node] = places;

test("a runtime that is missing fails, and says what to do", async () => {
  const place = { ...node!, title: "Deno", program: "node_modules/nowhere/deno" };
  const { passed, failed, output } = await runPlace(place, [], false);
  expect([passed, failed]).toEqual([0, 1]);
  expect(output).toMatch(
    /^Deno is not installed: .* no node_modules\/nowhere\/deno\. Run: npm ci\n/,
  );
});

test("a program that fails before Vitest reports is a failure, and shows what it printed", async () => {
  const place = { ...node!, name: "broken", args: ["--no-such-option"] };
  const { passed, failed, output } = await runPlace(place, [], false);
  expect([passed, failed]).toEqual([0, 1]);
  expect(output).toContain("no-such-option");
});

describe("every place but the samples has a command", () => {
  const names = places.map(({ name }) => name).filter((name) => name !== "samples");

  test.each(names)("npm run test:%s", (name) => {
    expect(manifest.scripts).toHaveProperty([`test:${name}`], `node scripts/test.ts ${name}`);
  });

  test("and no other", () => {
    const commands = Object.values(manifest.scripts).filter((each) =>
      each.startsWith("node scripts/test.ts "),
    );
    expect(commands).toHaveLength(names.length);
  });
});

// docs/options.md has every option of every public function, as the types, their comments and the code have it.
import ky, { type BeforeRequestHook, type Options } from "ky";
import { describe, expect, test, vi } from "vitest";
import { brokeredToken, createTokenBroker } from "../../lib/broker/index.ts";
import { createSirvClient, createTokenFetch, createTokenProvider } from "../../lib/index.ts";
import { windowsFor } from "../../lib/provider/kept-token.ts";
import { parseProviderOptions } from "../../lib/provider/provider-options.ts";
import { checkRequestOptions } from "../../lib/request/request-options.ts";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { parseSandboxOptions } from "../../lib/sandbox/sandbox-options.ts";
import { sharedSource } from "../../lib/shared/index.ts";
import { bare, sectionsOf } from "./document.ts";
import { readOptionTypes } from "./option-types.ts";

const sections = sectionsOf("options.md");
const functions = readOptionTypes();
/** Its options are ky's. */
const kysOwn = "createSirvClient";

/** A row of a section's table. */
interface Row {
  readonly name: string;
  readonly type: string;
  readonly default: string;
  readonly unit: string;
}

function rowsOf(heading: string): readonly Row[] {
  const tables = sections
    .filter((section) => section.heading === heading)
    .flatMap((section) => section.tables);
  return tables.flatMap(({ rows }) =>
    rows.map((cells) => {
      const [name = "", type = "", preset = "", unit = ""] = cells.map(bare);
      return { name, type, default: preset, unit };
    }),
  );
}

/** A column of a section's table. */
function columnOf(heading: string, column: number): readonly string[] {
  const { tables = [] } = sections.find((section) => section.heading === heading) ?? {};
  return tables.flatMap(({ rows }) => rows.map((cells) => bare(cells[column] ?? "")));
}

test("every function with options has a section, and nothing else has", () => {
  const [, ...headings] = sections.map(({ heading }) => heading);
  expect(headings.toSorted()).toEqual([...functions.keys()].toSorted());
});

describe.each([...functions].filter(([name]) => name !== kysOwn))("%s", (heading, options) => {
  const rows = rowsOf(heading);
  const text = sections.find((section) => section.heading === heading)?.text ?? "";
  const inherited = /\bAll\s+of\s+\[`(\w+)`\]\(#\w+\), but `(\w+)`/.exec(text);

  test("has these options, and no others", () => {
    const [, from = "", without] = inherited ?? [];
    const more = [...(functions.get(from)?.keys() ?? [])].filter((name) => name !== without);
    const names = [...rows.map(({ name }) => name), ...more];
    expect(names.toSorted()).toEqual([...options.keys()].toSorted());
  });

  test.each(rows)("$name has this type, default and unit", (row) => {
    const option = options.get(row.name);
    expect(row.type).toBe(option?.type);
    const preset = option?.default ?? (option?.isRequired ? "required" : "–");
    expect(row.default).toBe(bare(preset));
    const [first = ""] = option?.comment.split(" ") ?? [];
    const counted = new Map([
      ["Milliseconds", "ms"],
      ["Seconds", "s"],
    ]).get(first);
    expect(["ms", "s"].includes(row.unit) ? row.unit : undefined).toBe(counted);
  });
});

describe("the defaults are the code's", { concurrent: false }, () => {
  /** Those of a table that are values, by name. */
  const valuesIn = (heading: string) =>
    Object.fromEntries(
      rowsOf(heading)
        .filter((row) => /^(["[\d]|true|false)/.test(row.default))
        .map((row) => [row.name, JSON.parse(row.default.split(",")[0] ?? "") as unknown]),
    );

  test("of requestToken", () => {
    const settings = checkRequestOptions({}).value;
    expect(settings).toMatchObject(valuesIn("requestToken"));
    expect(Object.values(settings ?? {}).filter((value) => value !== undefined)).toHaveLength(
      Object.keys(valuesIn("requestToken")).length,
    );
  });

  test("of createTokenProvider", () => {
    const { refreshAhead, waitAhead, ...values } = valuesIn("createTokenProvider");
    expect(parseProviderOptions({})).toMatchObject(values);
    const windows = { refreshAhead, waitAhead };
    expect(windowsFor(3_600_000, {})).toEqual(windows);
    // A quarter, and a twentieth.
    expect(windowsFor(20_000, {})).toEqual({ refreshAhead: 5000, waitAhead: 1000 });
  });

  test("of createTokenFetch", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response());
    const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
    const tokenFetch = createTokenFetch(provider, { fetch });
    const { origin } = valuesIn("createTokenFetch");
    await tokenFetch(`${String(origin)}/v2/account`);
    await tokenFetch("https://example.com/");
    const sent = fetch.mock.calls.map(([, init]) =>
      new Headers(init?.headers).has("authorization"),
    );
    expect(sent).toEqual([true, false]);
  });

  test("of createTokenBroker", async () => {
    const { getToken: give } = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
    const getToken = vi.fn<typeof give>(give);
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const provider = { getToken, invalidate: () => true };
    const broker = createTokenBroker(provider, { authorize: () => true });
    const headers = { "content-type": "application/json" };
    const ask = async (origin = "https://app.example.com") =>
      broker(
        new Request("https://app.example.com/token", {
          method: "POST",
          headers: { ...headers, origin },
        }),
      );
    expect((await ask()).status).toBe(200);
    expect(getToken).toHaveBeenCalledWith({ minValidity: valuesIn("createTokenBroker")["floor"] });
    expect((await ask("https://other.example.com")).status).toBe(403);
    getToken.mockRejectedValueOnce(new Error("FAKE"));
    expect((await ask()).status).toBe(502);
    expect(logged).toHaveBeenCalledOnce();
    logged.mockRestore();
  });

  test("of brokeredToken", async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () =>
      Response.json({ token: "FAKE", expiresIn: 1200 }),
    );
    await createTokenProvider(brokeredToken("https://app.example.com/", { fetch })).getToken();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject(valuesIn("brokeredToken"));
  });

  test("of sharedSource", async () => {
    const { credentials, fetch } = createSandbox();
    const getItem = vi.fn<(name: string) => unknown>();
    const storage = { getItem, setItem: () => undefined };
    await createTokenProvider(sharedSource(credentials, { storage, fetch })).getToken();
    const { key } = valuesIn("sharedSource");
    expect(getItem.mock.calls[0]?.[0]).toMatch(new RegExp(`^${String(key)}:`));
  });

  test("of createSandbox", () => {
    expect(parseSandboxOptions({})).toMatchObject(valuesIn("createSandbox"));
  });

  test("of createSirvClient, and of ky", async () => {
    const seen: unknown[][] = [];
    const timers = vi.spyOn(globalThis, "setTimeout");
    const look: BeforeRequestHook = ({ request, options }) => {
      const { statusCodes, afterStatusCodes } = options.retry;
      seen.push([request.url, JSON.stringify(statusCodes), JSON.stringify(afterStatusCodes)]);
    };
    /** The requests of a call, and whether it has a time limit of this length. */
    const tell = async (limit: number, call: PromiseLike<unknown>) => {
      await call;
      const isLimited = timers.mock.calls.some(([, delay]) => delay === limit);
      timers.mockClear();
      return [...seen.splice(0).flat(), isLimited];
    };
    const options: Options = {
      fetch: async () => new Response(),
      hooks: { beforeRequest: [look] },
    };
    const provider = createTokenProvider(() => ({ token: "FAKE", expiresIn: 1200 }));
    const sirv = createSirvClient(provider, options);

    const [base, , limit, ...lists] = columnOf(kysOwn, 1);
    const [baseHere = "", , limitHere, ...listsHere] = columnOf(kysOwn, 2);
    expect(base).toBe("–");
    expect(limitHere).toBe("the same, but false for a call with a body");
    const origin = JSON.parse(baseHere) as string;
    const ofKy = await tell(Number(limit), ky(`${origin}account`, options));
    expect(ofKy).toEqual([`${origin}account`, ...lists, true]);
    const ofRead = await tell(Number(limit), sirv.get("account"));
    expect(ofRead).toEqual([`${origin}account`, ...listsHere, true]);
    const ofUpload = await tell(Number(limit), sirv.post("files/upload", { body: "FAKE" }));
    expect(ofUpload).toEqual([`${origin}files/upload`, ...listsHere, false]);
    timers.mockRestore();
  });
});

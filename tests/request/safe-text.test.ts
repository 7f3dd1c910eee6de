import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeText } from "../../lib/request/safe-text.ts";

/** What Sirv's secrets look like. */
const secret =
  "FAKEq7Zk/0pL+x9Vn2Rt4Ys6Ub8Wd1Xf3Zh5Aj7Cl9En1Gp3Ir5Kt7Mv9Ox1Qz3Sb5Ud7Wf9Yh1Aj3Cl5FAKE==";

describe("words that help stay as they are", () => {
  test.each([
    "Rate limit exceeded. Please stop sending requests until 2026-11-25 17:10 (UTC)",
    "Invalid client credentials, see https://sirv.com/help/articles/sirv-rest-api/",
    "https://sirv.com/help/articles/sirv-rest-api/#authentication",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE: unable to verify the first certificate",
    "connect ECONNREFUSED 127.0.0.1:443",
    "getaddrinfo ENOTFOUND api.sirv.com",
    "ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames",
    "UNKNOWN_CERTIFICATE_VERIFICATION_ERROR: unknown certificate verification error",
    "error sending request for url (https://api.sirv.com/v2/token): client error (Connect): dns error",
    'child "clientId" fails because ["clientId" is required]',
    "Proxy response (407) !== 200 when HTTP Tunneling",
    "Ungültige Zugangsdaten für Kunde Nr. 7, bitte prüfen",
    "クライアントの資格情報が無効です",
  ])("%s", (text) => {
    expect(safeText(text, [secret])).toBe(text);
    expect(safeText(text, [])).toBe(text);
  });
});

test("only the word that holds a secret is left out", () => {
  expect(safeText(`no "${secret}" here, sorry`, [secret])).toBe("no … here, sorry");
});

test.each([
  ["a part of it", `bad ${secret.slice(30, 50)} value`],
  ["its end and what follows", `bad ${secret.slice(-12)}=, value`],
  ["another token", "bad eyJhbGciOiJIUzI1NiJ9.eyJGQUtFIjoxfQ.FAKE value"],
  ["a word too long for one", `bad ${"x".repeat(32)} value`],
])("%s is left out", (_, text) => {
  expect(safeText(text, [secret])).toBe("bad … value");
});

// Secrets whose base64 has one of the two digits that differ in URLs at every fourth place.
test.each([
  [">>>>>>>>>>>>", "Pj4+Pj4+Pj4+Pj4+"],
  [">>>>>>>>>>>>", "Pj4-Pj4-Pj4-Pj4-"],
  ["????????????", "Pz8/Pz8/Pz8/Pz8/"],
  ["????????????", "Pz8_Pz8_Pz8_Pz8_"],
])("%s is left out as %s", (each, encoded) => {
  expect(safeText(`bad ${encoded} value`, [each])).toBe("bad … value");
});

test("every secret is left out", () => {
  const others = ["FAKE-bearer-of-the-caller", secret, "FAKE-cookie-of-the-caller"];
  expect(safeText(others.join(" and "), others)).toBe("… and … and …");
});

describe("nothing of the text is shown beside a secret that could hide among words", () => {
  test.each([
    ["empty", ""],
    ["of one character", "a"],
    ["of seven characters", "FAKE123"],
    ["of seven characters and white space", " FAKE123\n"],
    ["of words", "the client with that secret"],
    ["of lines", "FAKE-secret\nFAKE-secret"],
  ])("%s", (_, short) => {
    expect(safeText("The client with that secret is unknown", [short])).toBe("");
    expect(safeText("The client with that secret is unknown", [secret, short])).toBe("");
  });

  test("white space around a longer one does not matter", () => {
    expect(safeText("no FAKE1234 here", [" FAKE1234\n"])).toBe("no … here");
  });
});

test("controls, line breaks and marks of direction become spaces", () => {
  const text = "\u001b[31mred\r\n\u202eevil\u0000\u2028\ufeff\ud800 end";
  expect(safeText(text, [secret])).toBe("[31mred evil end");
});

test("at most 200 characters", () => {
  expect(safeText("word ".repeat(100), [secret])).toHaveLength(200);
  expect(safeText("word ".repeat(100_000), [secret])).toHaveLength(200);
});

test("what is cut off is looked at before", () => {
  const words = `${"a".repeat(30)} `.repeat(6);
  expect(safeText(`${words}${secret}`, [secret])).toBe(`${words}…`);
});

test.each([
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
  ["an object", { message: "words" }],
  ["a list", ["words"]],
  ["an error", new Error("words")],
])("%s has no words", (_, text) => {
  expect(safeText(text, [secret])).toBe("");
});

/** A character of a secret. */
const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...secret.split("")) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(..."\"\\/'&<>+%=-_.:; \t\n\u00a0\ufeff\u200b\u0001é€".split("")),
  },
  { weight: 1, arbitrary: fc.constantFrom("\ud800", "\udfff", "😀") },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
);

/** What may stand around a secret: it ends in all that could spoil the recognition of what follows. */
const surroundings = fc
  .tuple(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("", " ", "\\", "\\u", "%", "%2", "&", "&#", "abc", "Zm9", "+/", "-_", '"', ":"),
  )
  .map(([text, end]) => text + end);

/** A secret as a server, a proxy or a library may repeat it. */
interface Form {
  readonly text: string;
  /** The part that depends on nothing but the secret. */
  readonly telling: string;
}

const whole = (text: string): Form => ({ text, telling: text });

const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
const bytesOf = (text: string) => [...new TextEncoder().encode(text)];
const wellFormed = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text));

/** Base64 of a text that holds the secret behind some others, and before some. */
function base64(before: string, inner: string, after: string): Form[] {
  const text = btoa(String.fromCharCode(...bytesOf(before + inner + after)));
  const ahead = bytesOf(before).length;
  const end = ahead + bytesOf(inner).length;
  // Six bits for each digit.
  const telling = text.slice(Math.ceil((ahead * 8) / 6), Math.floor((end * 8) / 6));
  const url = (each: string) => each.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return [
    { text, telling },
    { text: url(text), telling: url(telling) },
  ];
}

function formsOf(hidden: string, id: string): Form[] {
  const inJson = JSON.stringify(hidden).slice(1, -1);
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return [
    whole(hidden),
    whole(inJson),
    whole(inJson.replaceAll("/", "\\/")),
    whole(JSON.stringify(inJson).slice(1, -1)),
    whole(
      units(hidden)
        .map((unit) => `\\u${hex(unit, 4)}`)
        .join(""),
    ),
    whole(encodeURIComponent(wellFormed(hidden))),
    whole(
      bytesOf(hidden)
        .map((byte) => `%${hex(byte, 2)}`)
        .join(""),
    ),
    whole(new URLSearchParams({ a: hidden }).toString().slice(2)),
    whole(hidden.replaceAll(/[&<>"']/g, (each) => named[each as keyof typeof named])),
    whole(
      units(hidden)
        .map((unit) => `&#${unit};`)
        .join(""),
    ),
    whole(
      units(hidden)
        .map((unit) => `&#x${hex(unit, 4)};`)
        .join(""),
    ),
    ...base64("", hidden, ""),
    ...base64(`${id}:`, hidden, ""),
    ...base64(`{"clientId":${JSON.stringify(id)},"clientSecret":"`, inJson, '"}'),
  ];
}

/** Eight characters in a row of what is shown that come from a form of the secret, if there are any. */
function leakIn(shown: string, forms: readonly Form[]): string | undefined {
  const spaced = (text: string) => text.replaceAll(/[\p{C}\s]+/gu, " ");
  const secrets = forms.flatMap(({ telling }) => [telling, spaced(telling)]);
  return Array.from({ length: Math.max(shown.length - 7, 0) }, (_, start) =>
    shown.slice(start, start + 8),
  ).find((run) => secrets.some((each) => each.includes(run)));
}

describe("nothing of a secret shows", { timeout: 60_000 }, () => {
  const hidden = fc.string({ unit: character, minLength: 8, maxLength: 60 });
  const id = fc.string({ unit: "grapheme-ascii", maxLength: 12 });

  test("in whatever form, whatever stands around it", () => {
    fc.assert(
      fc.property(hidden, id, surroundings, surroundings, (each, client, before, after) => {
        const forms = formsOf(each, client);
        for (const { text } of forms) {
          expect(leakIn(safeText(before + text + after, [each]), forms)).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  test("not even twenty characters of a form", () => {
    fc.assert(
      fc.property(hidden, id, surroundings, fc.nat(), (each, client, around, position) => {
        const forms = formsOf(each, client);
        for (const { text } of forms) {
          const start = position % Math.max(text.length - 19, 1);
          const part = text.slice(start, start + 20);
          expect(leakIn(safeText(around + part + around, [each]), forms)).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});

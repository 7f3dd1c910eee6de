import { expect, test } from "vitest";
import { compileQuery, QueryError, type Searchable } from "../../lib/sandbox/query.ts";

const now = Date.UTC(2026, 10, 25);

const file: Searchable = {
  texts: new Map([
    [
      "filename",
      ["/REST API Examples/Aurora-1.jpg", "REST", "API", "Examples", "Aurora", "1", "jpg"],
    ],
    ["basename", ["Aurora-1.jpg", "Aurora", "1", "jpg"]],
    ["dirname", ["/", "/REST API Examples"]],
    ["extension", [".jpg"]],
    ["contentType", ["image/jpeg"]],
  ]),
  numbers: new Map([
    ["size", 100],
    ["mtime", Date.UTC(2026, 10, 1)],
    ["meta.width", 620],
  ]),
};

const matches = (query: string) => compileQuery(query, now)(file);

test.each([
  "",
  "  ",
  "*",
  "*:*",
  // Those that the reference and Sirv's clients send.
  String.raw`extension:.jpg AND mtime:[now-30d TO now] AND -dirname:\/.Trash`,
  String.raw`(contentType:image* OR contentType:video*) AND -dirname:\/.Trash`,
  String.raw`dirname:\/REST\ API\ Examples`,
  "size:[100 TO *]",
  "extension:(.png OR .jpg)",
  // Terms, whatever their case.
  "aurora",
  "AUR*",
  "basename:?urora-1.jpg",
  'basename:"aurora-1.jpg"',
  String.raw`filename:\/rest\ api*`,
  'filename:"/REST API Examples/Aurora-1.jpg"',
  String.raw`contentType:image\/jpeg`,
  "meta.width:620",
  // Ranges.
  "size:{99 TO 101}",
  "size:>=100 size:<=100",
  "size:>99 AND size:<101",
  "mtime:[2026-11-01 TO 2026-11-01T00:00:00Z]",
  'mtime:["2026-10-31" TO "2026-11-02"]',
  "mtime:[now-1M TO now-24d]",
  "mtime:[now-1y+11M-1w TO now+1h-1m+1s]",
  // Groups.
  "nothing aurora",
  "nothing OR aurora",
  "nothing || aurora && jpg",
  "aurora && !nothing",
  "aurora AND NOT nothing",
  "aurora -nothing",
  "-nothing",
  "-(nothing OR nobody)",
  "+aurora nothing",
  "( aurora AND ( nothing OR jpg ) )",
])("%s asks for it", (query) => {
  expect(matches(query)).toBe(true);
});

test.each([
  "nothing",
  "urora",
  "extension:jpg",
  "extension:.JPG AND nothing",
  "contentType:image",
  String.raw`basename:\*`,
  'basename:"*"',
  "nowhere:aurora",
  "constructor:aurora",
  "__proto__:[1 TO 2]",
  'basename:"*-1.jpg"',
  String.raw`basename:"\\*-1.jpg"`,
  "meta.title:aurora",
  "size:[101 TO *]",
  "size:{100 TO *]",
  "size:[* TO 100}",
  "size:>100",
  "size:<100",
  "nowhere:[1 TO 2]",
  "mtime:[now-1w TO now]",
  "nothing AND aurora",
  "aurora AND nothing",
  "aurora -jpg",
  "NOT aurora",
  "!aurora",
  "-(nothing OR aurora)",
  "+nothing aurora",
  "nothing OR nobody",
])("%s does not", (query) => {
  expect(matches(query)).toBe(false);
});

test.each([
  ["aurora AND", "a term is missing at the end"],
  ["AND aurora", 'something is missing before AND at "aurora"'],
  ["(aurora", "a ) is missing at the end"],
  ["aurora)", 'a ( is missing at ")"'],
  ["extension:", "a term is missing at the end"],
  ['basename:"aurora', 'a term is missing at "\\"aurora"'],
  ["filename:/a/b.jpg", "/ has to be written \\/, or the whole in quotes, at"],
  ["mtime:>2026-11-01T00:00", ": has to be written \\:, or the whole in quotes, at"],
  ["aurora~", '~ is not understood at "aurora~"'],
  ["aurora^2", "^ is not understood"],
  ["[1 TO 2]", "a range has no field"],
  ["size:[small TO big]", '"small" is no bound of size'],
  ["mtime:[now/d TO now]", '"now/d" is no bound of mtime'],
])("%s is not understood, and says why", (query, message) => {
  expect(() => matches(query)).toThrow(QueryError);
  expect(() => matches(query)).toThrow(message);
});

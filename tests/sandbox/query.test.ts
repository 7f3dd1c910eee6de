import { expect, test } from "vitest";
import { QueryError } from "../../lib/sandbox/matching.ts";
import { compileQuery } from "../../lib/sandbox/query.ts";
import { searchable, sourceOf } from "../../lib/sandbox/searchable.ts";

const now = Date.UTC(2026, 10, 25);

const file = searchable(
  sourceOf("/REST API Examples/Aurora-1.jpg", {
    id: "sandboxFile1",
    bytes: new ArrayBuffer(100),
    contentType: "image/jpeg",
    meta: { width: 620, height: 372, duration: 0, format: "JPEG" },
    ctime: Date.UTC(2026, 9, 1),
    mtime: Date.UTC(2026, 10, 1, 15),
  }),
);

const stringContaining = (text: string) => expect.stringContaining(text) as unknown;

/** What a query is refused with, before any file is looked at. */
function errorOf(query: string): QueryError {
  try {
    compileQuery(query, now);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  return expect.fail(`${query} was understood`);
}

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
  // Words, whatever their case, one after the other.
  "aurora",
  "aurora-1",
  '"api examples"',
  "basename:aurora-1.jpg",
  'basename:"aurora 1"',
  // The whole of other fields.
  "extension:.JPG",
  "id:sandboxFile1",
  "isDirectory:false",
  "meta.format:jpeg",
  "filename.raw:*aurora*",
  "basename.raw:Aurora-1.jpg",
  String.raw`dirname.raw:\/REST\ API\ Examples`,
  String.raw`dirname:\/`,
  // What is there at all.
  "size:*",
  "extension:*",
  "filename:*",
  "_exists_:meta.width",
  "-_exists_:meta.title",
  "-meta.tags:*",
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
  "mtime:[2026-11-01 TO 2026-11-01]",
  "mtime:[2026-10 TO 2026-11-01T15:01}",
  "mtime:2026-11-01",
  "mtime:2026",
  "mtime:>=2026-11-01 mtime:>2026-10-31",
  "meta.height:[300 TO 400]",
  'mtime:["2026-10-31" TO "2026-11-02"]',
  "mtime:[now-1M TO now-23d]",
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
  'basename.raw:"*"',
  '"examples api"',
  '"aurora jpg"',
  "filename.raw:aurora",
  String.raw`dirname.raw:\/`,
  "id:aurora",
  "mtime:2026-11-02",
  "mtime:{2026-11-01 TO now]",
  "mtime:[* TO 2026-11-01}",
  "mtime:>2026-11-01",
  "_exists_:meta.description",
  "meta.title:*",
  "meta.product.id:[1 TO 2]",
  "meta.EXIF.Model:x*",
  "meta.title:aurora",
  "size:[101 TO *]",
  "size:{100 TO *]",
  "size:[* TO 100}",
  "size:>100",
  "size:<100",
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
  ["[1 TO 2]", "a range has no field"],
  ["size:[small TO big]", '"small" is nothing that size can be compared with'],
  ["size:small", '"small" is nothing that size can be compared with'],
  ["size:1*", "size takes no wildcards"],
  ["filename:[1 TO 2]", '"1" is nothing that filename can be compared with'],
  ["mtime:[now/d TO now]", '"now/d" is nothing that mtime can be compared with'],
  ["mtime:[5 TO now]", '"5" is nothing that mtime can be compared with'],
])("%s is wrong, and says why", (query, message) => {
  expect(errorOf(query)).toMatchObject({ message: stringContaining(message), isOfSirv: false });
});

test.each([
  ["aurora~", '~ is not understood at "aurora~"'],
  ["aurora^2", "^ is not understood"],
  ["nowhere:aurora", 'the field "nowhere" is not known'],
  ["nowhere:*", 'the field "nowhere" is not known'],
  ["nowhere:a*", 'the field "nowhere" is not known'],
  ["nowhere:[1 TO 2]", 'the field "nowhere" is not known'],
  ["_exists_:nowhere", 'the field "nowhere" is not known'],
  ["constructor:aurora", 'the field "constructor" is not known'],
  ["__proto__:[1 TO 2]", 'the field "__proto__" is not known'],
  ["*:aurora", 'the field "*" is not known'],
])("%s may be understood by Sirv, and not here", (query, message) => {
  expect(errorOf(query)).toMatchObject({ message: stringContaining(message), isOfSirv: true });
});

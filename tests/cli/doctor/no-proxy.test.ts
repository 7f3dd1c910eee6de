import { expect, test } from "vitest";
import { isExempt } from "../../../lib/cli/doctor/no-proxy.ts";

const sirv = "https://api.sirv.com/v2/token";
const mock = "http://127.0.0.1:3000/v2/token";
/** Before and since a change, and those of Node 22 and 26. */
const versions = ["6.28.1", "7.21.0", "7.22.0", "8.10.2"];
const local = "http://[::1]:3000/v2/token";

test.each([
  ["*", sirv],
  ["api.sirv.com", sirv],
  ["API.Sirv.com", sirv],
  ["a.example,api.sirv.com", sirv],
  ["a.example  api.sirv.com", sirv],
  ["api.sirv.com:443", sirv],
  [".sirv.com", sirv],
  ["*.sirv.com:443", sirv],
  ["localhost,127.0.0.1", mock],
  ["127.0.0.1:3000", mock],
  ["[::1]", local],
  ["[::1]:3000", local],
  ["localhost,127.0.0.1,::1", local],
])("%s has %s, in each Node", (list, url) => {
  expect(versions.filter((undici) => isExempt(list, new URL(url), undici))).toEqual(versions);
});

test.each([
  ["", sirv],
  [", ,", sirv],
  ["a.example", sirv],
  ["api.sirv.com:80", sirv],
  ["pi.sirv.com", sirv],
  ["v2.api.sirv.com", sirv],
  ["127.0.0.1:80", mock],
  ["[::1]:80", local],
])("%j has not %s, in any Node", (list, url) => {
  expect(versions.filter((undici) => isExempt(list, new URL(url), undici))).toEqual([]);
});

test.each([
  ["sirv.com", false, true],
  [".api.sirv.com", false, true],
  ["a.example,*", true, false],
])("%s: undici 7.22 changed it", (list, before, since) => {
  const tell = (undici: string) => isExempt(list, new URL(sirv), undici);
  expect([tell("6.28.1"), tell("7.21.0")]).toEqual([before, before]);
  expect([tell("7.22.0"), tell("8.10.2")]).toEqual([since, since]);
});

import { expect, test } from "vitest";
import { flawsOf } from "../../../lib/cli/doctor/shape.ts";
import { createSandbox } from "../../../lib/sandbox/index.ts";

const { clientId, clientSecret } = createSandbox().credentials;
const names = { clientId: "ID", clientSecret: "SECRET" };

const shapeOf = (secret: string, id: string = clientId) => {
  const flaws = flawsOf({ clientId: id, clientSecret: secret }, names);
  expect(JSON.stringify(flaws)).not.toContain("FAKE");
  return flaws;
};

test("what has the shape of Sirv's has no flaw", () => {
  expect(shapeOf(clientSecret)).toEqual({ certain: [], guessed: [] });
});

test.each([
  [`${clientSecret}\n`, "ends with a line break"],
  [`${clientSecret}\r\n`, "ends with a line break"],
  [`${clientSecret} `, "ends with white space"],
  [`\t${clientSecret}`, "begins with white space"],
  [`\n${clientSecret}`, "begins with a line break"],
  [`FAKE ${clientSecret}`, "holds white space"],
  [`"${clientSecret}"`, "is in quotes"],
  [`'${clientSecret}`, "is in quotes"],
  [`“${clientSecret}”`, "is in quotes"],
  [`${clientSecret}\u200B`, "holds an invisible character"],
  [encodeURIComponent(clientSecret), "is encoded for a URL: "],
  [clientSecret.replaceAll("/", String.raw`\/`), "holds a backslash"],
])("%# is certain: %s", (secret, oddity) => {
  const { certain, guessed } = shapeOf(secret);
  expect(certain).toEqual([expect.stringContaining(`SECRET ${oddity}`)]);
  expect(guessed).toEqual([]);
});

test.each([
  "your-client-secret",
  "YOUR_CLIENT_SECRET",
  "CLIENT_SECRET_HERE",
  "<client secret>",
  "[secret]",
  "xxxxxxxx",
  "********",
  "...",
  "…",
  "changeme",
  "undefined",
  "null",
  "clientSecret",
  "$SIRV_CLIENT_SECRET",
  "${SIRV_CLIENT_SECRET}",
  "${{ secrets.SIRV_CLIENT_SECRET }}",
  "{{secret}}",
  "%SIRV_CLIENT_SECRET%",
])("%s looks like a placeholder", (secret) => {
  expect(shapeOf(secret).certain).toEqual(["SECRET looks like a placeholder"]);
  expect(shapeOf(clientSecret, secret).certain).toEqual(["ID looks like a placeholder"]);
});

test("an id for both", () => {
  expect(shapeOf(clientId).certain).toEqual(["ID and SECRET are the same"]);
});

test.each([
  [clientSecret.slice(0, -1), "looks cut: it has 87 characters, and Sirv's secrets have 88"],
  [clientSecret.slice(0, 40), "looks cut: it has 40 characters"],
  [clientSecret.replace("FAKE", "FAKEFAKE"), "looks odd: it has 92 characters"],
  [clientSecret.replaceAll("/", "_"), "looks odd: Sirv's secrets are base64"],
])("%# is guessed: %s", (secret, oddity) => {
  const { certain, guessed } = shapeOf(secret);
  expect(certain).toEqual([]);
  expect(guessed).toEqual([expect.stringContaining(`SECRET ${oddity}`)]);
});

test.each([
  ["somebody@example.org", "looks like an e-mail address"],
  ["fake-client-id-of-nobody", "looks odd: Sirv's ids are letters and digits"],
  ["fakeClientId", "looks odd: it has 12 characters, and Sirv's ids have some 27"],
])("the id %s %s", (id, oddity) => {
  const { certain, guessed } = shapeOf(clientSecret, id);
  expect(certain).toEqual([]);
  expect(guessed).toEqual([expect.stringContaining(`ID ${oddity}`)]);
});

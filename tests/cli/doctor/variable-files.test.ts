import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type TestContext } from "vitest";
import { readVariableFiles } from "../../../lib/cli/doctor/variable-files.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function folderWith(
  files: Readonly<Record<string, string>>,
  context: TestContext,
): Promise<string> {
  const folder = temporaryFolder(context);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

test("those that bundlers read, and no others", async (context) => {
  const files = {
    ".env.production": "A=3",
    ".env": "\uFEFFA='1'",
    ".env.local": "A=2",
    ".envrc": "A=4",
    env: "A=5",
  };
  const folder = await folderWith(files, context);
  expect(await readVariableFiles(folder)).toEqual([
    { place: ".env", values: { A: "1" } },
    { place: ".env.local", values: { A: "2" } },
    { place: ".env.production", values: { A: "3" } },
  ]);
});

test("a file that is given comes first, and once", async (context) => {
  const folder = await folderWith({ ".env": "A=1", given: "A=2" }, context);
  const placesWith = async (given: string) =>
    (await readVariableFiles(folder, given)).map(({ place }) => place);
  expect(await placesWith(join(folder, "given"))).toEqual([join(folder, "given"), ".env"]);
  expect(await placesWith(join(folder, ".env"))).toEqual([".env"]);
  expect(await placesWith(join(folder, "nowhere"))).toEqual([".env"]);
});

test("what is no file is left out: a folder, a device, a link to nothing", async (context) => {
  const folder = await folderWith({ ".env": "A=1" }, context);
  await mkdir(join(folder, ".env.d"));
  await symlink("/dev/null", join(folder, ".env.device"));
  await symlink("nowhere", join(folder, ".env.link"));
  expect(await readVariableFiles(folder)).toEqual([{ place: ".env", values: { A: "1" } }]);
});

test("without a folder there are none", async () => {
  expect(await readVariableFiles("nowhere")).toEqual([]);
});

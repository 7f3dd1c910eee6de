// What CHANGELOG.md tells of a version, for its release: node scripts/release-notes.ts v0.1.0
import { readFileSync } from "node:fs";

/** What the changelog has under a version; it throws where there is nothing. */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((each) => each.startsWith(`${version}\n`));
  const notes = section?.slice(version.length).trim();
  if (!notes) throw new Error(`CHANGELOG.md tells nothing of ${version}.`);
  return `${notes}\n`;
}

/** The version of a tag, which must be the package's, and no prerelease. */
export function versionOf(tag: string, manifest: { readonly version: string }): string {
  // npm publishes a prerelease only under a dist-tag of its own, and the workflow names none.
  if (/^v[\d.]+-/.test(tag)) {
    throw new Error(
      `The tag ${tag} is of a prerelease, which is not published: tag a version such as v0.2.0.`,
    );
  }
  if (tag !== `v${manifest.version}`) {
    throw new Error(
      `The tag ${tag} is not of version ${manifest.version}, which package.json has.`,
    );
  }
  return manifest.version;
}

if (import.meta.main) {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const version = versionOf(process.argv[2] ?? "", manifest);
  process.stdout.write(notesOf(readFileSync("CHANGELOG.md", "utf8"), version));
}

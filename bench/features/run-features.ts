import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { blaming } from "../measure/blaming.ts";
import { startChild } from "../measure/child.ts";
import { createProgress } from "../report/progress.ts";
import { withPart } from "../report/with-part.ts";
import type { Column, FeaturesData, Row } from "./data.ts";
import { withFeatures } from "./document.ts";
import { atRest, features } from "./features.ts";
import type { Finding } from "./finding.ts";
import { manifestOf } from "./packages.ts";
import { readmeTable } from "./readme-table.ts";
import { type ReadClient, sirvPhp, sirvTypeScript } from "./sirv-clients.ts";
import type { Subject } from "./subject.ts";
import { subjects } from "./subjects.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dataFile = "bench/features/data.json";
const documentFile = "docs/comparison.md";
const readmeFile = "README.md";

type Findings = Readonly<Record<string, Finding>>;

/** Finds out what each library does, and writes it: the data and the document. */
export async function runFeatures(): Promise<void> {
  const columns: Column[] = [];
  const found: Findings[] = [];
  for (const subject of subjects) {
    const progress = createProgress(subject.name);
    found.push({ ...(await findingsByRunning(subject)), ...(await findingsAtRest(subject)) });
    const { version } = manifestOf(subject.package);
    columns.push({ name: subject.name, version, isRead: false });
    progress.end();
  }
  for (const { name, version, findings } of [sirvTypeScript, sirvPhp] satisfies ReadClient[]) {
    columns.push({ name, version, isRead: true });
    found.push(findings);
  }
  const rows = features.map(({ name, title, probe }): Row => ({
    title,
    probe,
    findings: found.map((findings) => findingCalled(findings, name)),
  }));
  const [date = ""] = new Date().toISOString().split("T");
  write({ date, node: process.versions.node, columns, rows });
}

async function findingsByRunning({ name }: Subject): Promise<Findings> {
  const child = startChild("features-child.ts", [name]);
  return (await child.next()) as Findings;
}

async function findingsAtRest(subject: Subject): Promise<Findings> {
  const findings: Record<string, Finding> = {};
  for (const { name, find } of atRest) {
    findings[name] = await blaming(`${name} of ${subject.name}`, async () => find(subject));
  }
  return findings;
}

function findingCalled(findings: Findings, name: string): Finding {
  const finding = findings[name];
  if (!finding) throw new Error(`Nothing was found for ${name}.`);
  return finding;
}

function write(data: FeaturesData): void {
  const text = readFileSync(`${root}${documentFile}`, "utf8");
  writeFileSync(`${root}${dataFile}`, `${JSON.stringify(data, undefined, 2)}\n`);
  writeFileSync(`${root}${documentFile}`, withFeatures(text, data));
  const readme = readFileSync(`${root}${readmeFile}`, "utf8");
  writeFileSync(`${root}${readmeFile}`, withPart(readme, "comparison", readmeTable(data)));
  const files = [dataFile, documentFile, readmeFile];
  execFileSync(`${root}node_modules/.bin/oxfmt`, files, { cwd: root });
}

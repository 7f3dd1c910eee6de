import { brotliCompressSync } from "node:zlib";
import { rolldown } from "../../measure/bundlers.ts";
import type { Feature } from "../feature.ts";
import { type Finding, found, partly } from "../finding.ts";
import { dependenciesOf, typesOf } from "../packages.ts";

export const types: Feature = {
  name: "types",
  title: "has types",
  probe: "Its `package.json`, as it is installed.",
  find(subject): Finding {
    const where = typesOf(subject.package);
    if (where === "own") return found(true, "its own");
    return where === "@types" ? partly(`in \`@types/${subject.package}\``) : found(false, "none");
  },
};

/** Figures, which are neither right nor wrong. */
export const dependencies: Feature = {
  name: "dependencies",
  title: "packages that come along",
  probe: "The lock file that it was installed by: its dependencies and theirs.",
  find: (subject) => figure(String(dependenciesOf(subject.package).size)),
};

export const bundle: Feature = {
  name: "bundle",
  title: "kB in a bundle",
  probe:
    "An app that exports what keeps a token, or asks for one where that is all, bundled by rolldown with everything that comes along, minified and compressed with brotli.",
  async find({ bundle: source, platform }) {
    const code = await rolldown({ source, platform });
    const { byteLength } = brotliCompressSync(Buffer.from(code));
    return figure(`${(byteLength / 1000).toFixed(1)}${platform === "node" ? " (Node alone)" : ""}`);
  },
};

function figure(seen: string): Finding {
  return { verdict: "figure", seen };
}

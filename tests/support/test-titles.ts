import { readFileSync } from "node:fs";
import { parseSync } from "vite";

/**
 * The titles of a file's tests as they stand in it, each behind those of its groups: `group > test`. Those that
 * are not run, or are to fail, hold nothing, and are left out.
 */
export function testTitlesIn(file: string): readonly string[] {
  return titlesIn(parseSync(file, readFileSync(file, "utf8")).program, []);
}

function titlesIn(node: unknown, groups: readonly string[]): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((each) => titlesIn(each, groups));
  if (!isNode(node)) return [];
  const kind = node.type === "CallExpression" ? kindOf(node["callee"]) : undefined;
  if (kind && holdsNothing(node)) return [];
  const [first, ...rest] = (kind ? node["arguments"] : []) as readonly unknown[];
  const title = isNode(first) && first.type === "Literal" ? first["value"] : undefined;
  if (typeof title !== "string") return titlesIn(Object.values(node), groups);
  const titles = [...groups, title];
  return kind === "describe" ? titlesIn(rest, titles) : [titles.join(" > ")];
}

interface SyntaxNode extends Readonly<Record<string, unknown>> {
  readonly type: string;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value;
}

/** Whether what is called makes a test or a group of tests, such as `test.concurrent.each(cases)`. */
function kindOf(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  const { name } = callee;
  if (name === "test" || name === "describe") return name;
  return kindOf(callee["object"] ?? callee["callee"]);
}

/** Ways to make a test that is not run, or must fail. */
const noPromise: ReadonlySet<unknown> = new Set(["skip", "skipIf", "runIf", "todo", "fails"]);

/** Whether a call makes a test or a group by one of these: `test.skip.each(cases)`, or in its options. */
function holdsNothing({ callee, arguments: given }: SyntaxNode): boolean {
  const [, options] = given as readonly unknown[];
  return isNamedSo(callee) || (isNode(options) && propertiesOf(options).some(isNamedSo));
}

function isNamedSo(node: unknown): boolean {
  if (!isNode(node)) return false;
  const name = node["property"] ?? node["key"];
  if (isNode(name) && noPromise.has(name["name"])) return true;
  return isNamedSo(node["object"] ?? node["callee"]);
}

function propertiesOf(node: SyntaxNode): readonly unknown[] {
  return node.type === "ObjectExpression" ? (node["properties"] as readonly unknown[]) : [];
}

import { fileURLToPath } from "node:url";
import {
  API,
  type Checker,
  type Project,
  SignatureKind,
  SymbolFlags,
  type Type,
} from "typescript/unstable/sync";

/** An option as its type and its doc comment have it. */
interface OptionType {
  readonly type: string;
  readonly isRequired: boolean;
  /** What its tag `@default` says. */
  readonly default: string | undefined;
  /** Its doc comment. */
  readonly comment: string;
}

/** The options of a function, by their names. */
export type OptionTypes = ReadonlyMap<string, OptionType>;

const root = fileURLToPath(new URL("../..", import.meta.url));
const entries = [
  "lib/index.ts",
  "lib/broker/index.ts",
  "lib/shared/index.ts",
  "lib/sandbox/index.ts",
];

/** The options of all public functions that have some, by the function's name, as the compiler sees them. */
export function readOptionTypes(): ReadonlyMap<string, OptionTypes> {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${root}tsconfig.json`] }).getProjects();
    if (!project) throw new Error("there is no tsconfig.json");
    return new Map(entries.flatMap((file) => functionsOf(file, project)));
  } finally {
    api.close();
  }
}

function functionsOf(file: string, project: Project): [name: string, options: OptionTypes][] {
  const { checker, program } = project;
  const source = program.getSourceFile(root + file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module`);
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const isAlias = (exported.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    // Its methods are functions as well; other interfaces are for the user to implement.
    const members =
      symbol.name === "TokenProvider"
        ? checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
        : [symbol];
    return members.flatMap((member) => {
      const type = checker.getTypeOfSymbol(member);
      const options = type && optionsOf(type, checker);
      return options ? [[member.name, optionTypes(options, project)] as [string, OptionTypes]] : [];
    });
  });
}

/** The type of a function's parameter `options`. */
function optionsOf(type: Type, checker: Checker): Type | undefined {
  const [signature] = checker.getSignaturesOfType(type, SignatureKind.Call);
  const parameter = signature?.getParameters().find(({ name }) => name === "options");
  const given = parameter && checker.getTypeOfSymbol(parameter);
  return given && checker.getNonNullableType(given);
}

function optionTypes(type: Type, project: Project): OptionTypes {
  const { checker } = project;
  return new Map(
    checker.getPropertiesOfType(type).flatMap((option): [name: string, option: OptionType][] => {
      const tags = checker.getJsDocTagsOfSymbol(option);
      const declared = typeIn(option.declarations?.[0]?.resolve(project)?.getText() ?? "");
      // It is there to be refused.
      if (declared === "undefined") return [];
      const read: OptionType = {
        type: declared,
        isRequired: (option.flags & SymbolFlags.Optional) === 0,
        default: tags.find(({ name }) => name === "default")?.text,
        comment: checker.getDocumentationCommentOfSymbol(option),
      };
      return [[option.name, read]];
    }),
  );
}

/** What stands for a type in a document. */
const shorter: readonly (readonly [long: string, short: string])[] = [
  ['RequestInit["headers"]', "HeadersInit"],
  ['RequestInit["credentials"]', "RequestCredentials"],
  ["typeof globalThis.fetch", "typeof fetch"],
];

/** The type in a declaration, on one line and without `undefined`. */
function typeIn(declaration: string): string {
  const [, type = ""] = /^(?:readonly )?\w+\??:(.*?);?$/s.exec(declaration) ?? [];
  const line = type
    .replace(/\s+/g, " ")
    .replace(/\( /g, "(")
    .replace(/, \)/g, ")")
    .replace(/^ \| | \| undefined$/g, "")
    .trim();
  const bare = /^\((\([^()]*\) => \w+)\)$/.exec(line)?.[1] ?? line;
  return shorter.reduce((text, [long, short]) => text.replaceAll(long, short), bare);
}

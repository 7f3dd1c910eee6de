// What TypeDoc's JSON tells of the public symbols.

/** What TypeDoc's JSON has of a symbol, as far as it is used here. */
export interface Reflection {
  readonly name: string;
  readonly kind: number;
  readonly comment?: Comment;
  readonly type?: Type;
  readonly children?: readonly Reflection[];
  readonly signatures?: readonly Reflection[];
  readonly parameters?: readonly Reflection[];
}

interface Comment {
  readonly summary: readonly Part[];
  readonly blockTags?: readonly { readonly tag: string; readonly content: readonly Part[] }[];
}

interface Part {
  readonly text: string;
}

interface Type {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly types?: readonly Type[];
  readonly declaration?: Reflection;
}

/** A symbol and its name with those of what it is part of. */
export interface Documented {
  readonly path: string;
  readonly reflection: Reflection;
}

/** TypeDoc's numbers of kinds. */
export const kinds = { project: 1, module: 2, interface: 256, signature: 4096, literal: 65_536 };

/** A symbol and all that is in it: members, parameters, and those of types that are written out. */
export function symbolsIn(reflection: Reflection, outer: readonly string[] = []): Documented[] {
  const { name, kind, type, children = [], signatures = [], parameters = [] } = reflection;
  // The package as a whole, signatures, and types that are written out have no name of their own.
  const isNamed = ![kinds.project, kinds.signature, kinds.literal].includes(kind);
  const path = isNamed ? [...outer, name] : outer;
  const literals = typesIn(type).flatMap(({ declaration }) => declaration ?? []);
  const inner = [children, signatures, parameters, literals].flat();
  const documented = { path: path.join("."), reflection };
  return [documented, ...inner.flatMap((each) => symbolsIn(each, path))];
}

/** A type and those that it is a union or an intersection of. */
function typesIn(type: Type | undefined): Type[] {
  return type ? [type].concat((type.types ?? []).flatMap(typesIn)) : [];
}

/** The signatures of what the entries export as functions. */
export function isFunction({ path, reflection: { kind, name } }: Documented): boolean {
  return kind === kinds.signature && path.split(".").length === 2 && /^[a-z]/.test(name);
}

export function isNumber({ type }: Reflection): boolean {
  return typesIn(type).some(({ name }) => name === "number");
}

export function tagsOf({ comment }: Reflection, name: string): string[] {
  return (comment?.blockTags ?? [])
    .filter(({ tag }) => tag === name)
    .map(({ content }) => textOf(content));
}

export function textOf(parts: readonly Part[] = []): string {
  return parts.map(({ text }) => text).join("");
}

export function pathsOf(some: readonly Documented[]): string[] {
  return some.map(({ path }) => path);
}

/**
 * Whether a value is the one that a term asks for, whatever its case: `*` stands for any characters, `?`
 * for one, and a backslash takes what follows as it is.
 *
 * What is between two stars is looked for once, where it comes first: so no term, however many stars it
 * has, takes long.
 */
export function wildcards(term: string): (value: string) => boolean {
  const sources = [""];
  for (const part of term.match(/\\.|[^\\]/gsu) ?? []) {
    if (part === "*") sources.push("");
    else sources.push((sources.pop() ?? "") + (part === "?" ? "." : literal(part)));
  }
  const [first = "", ...others] = sources;
  const last = others.pop();
  if (last === undefined) return (value) => pattern(`^${first}$`).test(value);
  const parts = [pattern(`^${first}`), ...others.map((source) => pattern(source))];
  const end = pattern(`${last}$`);
  return (value) => {
    let rest = value;
    for (const part of parts) {
      const match = part.exec(rest);
      if (!match) return false;
      rest = rest.slice(match.index + match[0].length);
    }
    return end.test(rest);
  };
}

/** A character, with a backslash before it or not, for a pattern. */
function literal(part: string): string {
  return part.slice(-1).replace(/[\^$\\.*+?()[\]{}|/]/, "\\$&");
}

function pattern(source: string): RegExp {
  return new RegExp(source, "isu");
}

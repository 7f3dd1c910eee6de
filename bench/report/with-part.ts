/** The text with a part in its place, between `<!-- name -->` and `<!-- /name -->`. */
export function withPart(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`The document has no place for ${name}: ${begin} … ${end}.`);
  }
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}

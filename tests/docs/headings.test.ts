import { expect, test } from "vitest";
import { headingsIn } from "../support/headings.ts";

const text = `# Title

\`\`\`sh
# a comment
command
\`\`\`

## A \`code\` heading

1. An item:

   \`\`\`yaml
# another
   \`\`\`

### The last
`;

test("headings are those of the page: a comment in a code block is none", () => {
  expect(headingsIn(text).map((heading) => heading.text)).toEqual([
    "Title",
    "A `code` heading",
    "The last",
  ]);
});

test("each is where it says", () => {
  const lines = headingsIn(text).map(({ start, end }) => text.slice(start, end));
  expect(lines).toEqual(["# Title", "## A `code` heading", "### The last"]);
});

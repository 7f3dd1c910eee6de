import { ours } from "../measure/ours.ts";
import type { Section } from "./report.ts";

/** A part of the chart: one column of one table. */
interface Panel {
  readonly title: string;
  readonly column: string;
  readonly caption: string;
}

const panels: readonly Panel[] = [
  {
    title: "One warm token request",
    column: "CPU × fetch",
    caption: "One token request: processor time × fetch",
  },
  {
    title: "Reading a token that is there",
    column: "× the promise behind Date.now()",
    caption: "A token that is there: time × a promise behind Date.now()",
  },
  {
    title: "Ten thousand callers, and no token yet",
    column: "time × the server's",
    caption: "10,000 callers and no token yet: time × the server's",
  },
];

const width = 520;
const nameWidth = 250;
const barWidth = 200;
const rowHeight = 20;
const captionHeight = 44;
/** What is longer is cut. */
const longest = 3;

/** The chart for the README, for light and dark pages. */
export function chartOf(report: readonly Section[]): string {
  let y = 0;
  const parts = panels.map((panel) => {
    const bars = barsOf(report, panel);
    const top = y;
    y += captionHeight + bars.length * rowHeight;
    return drawPanel(panel.caption, bars, top);
  });
  const height = y + 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${ours} beside others: shorter is better">
<style>
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .caption { font-weight: 600; font-size: 13px }
  .own { font-weight: 600 }
  rect { fill: #afb8c1 }
  rect.own { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    rect { fill: #545d68 }
    rect.own { fill: #4493f8 }
  }
</style>
${parts.join("\n")}
</svg>
`;
}

interface Bar {
  readonly name: string;
  readonly figure: number;
}

/** The shortest first; rows without a figure are left out. */
function barsOf(report: readonly Section[], { title, column }: Panel): readonly Bar[] {
  const section = report.find((each) => each.title === title);
  if (!section) throw new Error(`There is no section "${title}".`);
  const index = section.columns.indexOf(column);
  return section.rows
    .map(([name = "", ...cells]) => ({ name, figure: Number(cells[index - 1]) }))
    .filter(({ figure }) => !Number.isNaN(figure))
    .toSorted((one, other) => one.figure - other.figure);
}

function drawPanel(caption: string, list: readonly Bar[], top: number): string {
  const scale = barWidth / Math.min(longest, Math.max(...list.map(({ figure }) => figure)));
  const rows = list.map(({ name, figure }, index) => {
    const y = top + captionHeight + index * rowHeight;
    const kind = name.startsWith(ours) ? ' class="own"' : "";
    const length = Math.min(figure * scale, barWidth);
    const bars = figure * scale > barWidth ? cutBar(y, kind) : bar(nameWidth, y, length, kind);
    return `<text x="${nameWidth - 8}" y="${y + 4}" text-anchor="end"${kind}>${escaped(name)}</text>${bars}<text x="${(nameWidth + length + 6).toFixed(1)}" y="${y + 4}"${kind}>${figure.toFixed(2)}</text>`;
  });
  return [`<text x="0" y="${top + 22}" class="caption">${escaped(caption)}</text>`, ...rows].join(
    "\n",
  );
}

/** With a gap, for it is longer than it is drawn. */
function cutBar(y: number, kind: string): string {
  const end = nameWidth + barWidth;
  return bar(nameWidth, y, barWidth - 24, kind) + bar(end - 16, y, 16, kind);
}

function bar(x: number, y: number, length: number, kind: string): string {
  return `<rect x="${x}" y="${y - 7}" width="${length.toFixed(1)}" height="14" rx="2"${kind}/>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

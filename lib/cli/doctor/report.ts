import { styleText } from "node:util";
import type { Finding } from "./finding.ts";

/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

type Colour = "green" | "yellow" | "red" | "dim" | "bold";

const signs: Readonly<Record<Finding["status"], readonly [sign: string, colour: Colour]>> = {
  ok: ["✓", "green"],
  note: ["!", "yellow"],
  failed: ["✗", "red"],
  skipped: ["-", "dim"],
};

/** How the report is coloured: on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function paintFor(isTTY: boolean, env: NodeJS.ProcessEnv): Paint {
  if (!isTTY || env["NO_COLOR"]) return (_, text) => text;
  return (colour, text) => styleText(colour, text, { validateStream: false });
}

/** A finding for people: a line, and what to do in another. */
export function linesOf({ name, status, message, advice }: Finding, paint: Paint): string {
  const [sign, colour] = signs[status];
  const lines = [`${paint(colour, sign)} ${paint("bold", name)}: ${message}`];
  if (advice) lines.push(`  ${paint("dim", "→")} ${advice}`);
  return `${lines.join("\n")}\n`;
}

/** All findings in one line. */
export function summaryOf(findings: readonly Finding[]): string {
  const namesOf = (status: Finding["status"]) =>
    findings.filter((each) => each.status === status).map(({ name }) => name);
  const [failed, notes, skipped] = [namesOf("failed"), namesOf("note"), namesOf("skipped")];
  const parts = [
    failed.length > 0
      ? `Failed: ${failed.join(", ")}`
      : notes.length > 0
        ? "Nothing failed"
        : "All is well",
    ...(skipped.length > 0 ? [`not checked: ${skipped.join(", ")}`] : []),
    ...(notes.length > 0 ? [`worth a look: ${notes.join(", ")}`] : []),
  ];
  return `${parts.join("; ")}.\n`;
}

/** All findings for programs. */
export function jsonOf(findings: readonly Finding[]): string {
  const ok = findings.every(({ status }) => status !== "failed");
  const checks = findings.map(({ name, status, message, advice }) => ({
    name,
    status,
    message,
    advice,
  }));
  return `${JSON.stringify({ ok, checks })}\n`;
}

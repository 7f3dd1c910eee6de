/** What one check found. */
export interface Finding {
  /** The check's name, such as `token`. */
  readonly name: string;
  /** `note`: worth to know, and no failure; `skipped`: could not be checked, because another failed. */
  readonly status: "ok" | "note" | "failed" | "skipped";
  /** What was found, in sentences. */
  readonly message: string;
  /** What to do about it. */
  readonly advice?: string | undefined;
  /** What the command exits with, if nothing worse is found. */
  readonly exitCode: number;
}

/** What is as it should be. */
export function fine(name: string, message: string): Finding {
  return { name, status: "ok", message, exitCode: 0 };
}

/** What may be meant so, or does no harm by itself. */
export function note(name: string, message: string, advice?: string): Finding {
  return { name, status: "note", message, advice, exitCode: 0 };
}

/** What must be set right. */
export function failure(name: string, exitCode: number, message: string, advice?: string): Finding {
  return { name, status: "failed", message, advice, exitCode };
}

/** What could not be checked. */
export function skipped(name: string, reason: string): Finding {
  return { name, status: "skipped", message: `Not checked: ${reason}.`, exitCode: 0 };
}

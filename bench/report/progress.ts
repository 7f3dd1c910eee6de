/** Tells people on stderr what goes on: on a terminal in one line, elsewhere when it begins and ends. */
export interface Progress {
  readonly tell: (text: string) => void;
  readonly end: () => void;
}

export function createProgress(title: string): Progress {
  const { stderr } = process;
  const begun = performance.now();
  stderr.write(`${title} …${stderr.isTTY ? "" : "\n"}`);
  return {
    tell(text) {
      if (stderr.isTTY) stderr.write(`\r\u{1b}[K${title}: ${text}`);
    },
    end() {
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      stderr.write(`${stderr.isTTY ? "\r\u{1b}[K" : ""}${title}: done in ${seconds} s\n`);
    },
  };
}

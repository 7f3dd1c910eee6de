import type { SnippetInputs } from "../../demo/snippets/snippet.ts";

/** Secrets that a template which only pastes them would break on, or run. */
export const hostileSecrets: Readonly<Record<string, string>> = {
  quotes: `FAKE'one"two\`three''four""`,
  "a shell's expansions": "FAKE$(exit 3)`exit 3`$HOME${HOME}$((1))!!*~#;&|<>",
  backslashes: String.raw`FAKE\ \\ \n \u0022 \x41 \' \" \0 end\ `,
  "line breaks": "FAKE\nline\r\ntab\tend",
  "letters beyond ASCII": "FAKE é ü ß 漢字 😀 \u2028 \u2029 \u202e \u007f \u0085 \ufeff",
  "half a character": "FAKE \ud83d end",
  markup: "FAKE</script><script>alert(1)</script><!-- ]]> ?> <?php %s %d {0} #{x}",
};

export const hostileInputs = (endpoint: string, clientSecret: string): SnippetInputs => ({
  endpoint,
  clientId: "fake'Client\"Id$é",
  clientSecret,
});

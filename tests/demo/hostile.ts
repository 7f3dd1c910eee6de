import type { Credentials } from "../../lib/index.ts";

/** Secrets that a template which only pastes them would break on, or run. */
export const hostileSecrets: Readonly<Record<string, string>> = {
  quotes: `FAKE'one"two\`three''four""`,
  "a shell's expansions": "FAKE$(exit 3)`exit 3`$HOME${HOME}$((1))!!*~#;&|<>",
  backslashes: String.raw`FAKE\ \\ \n \u0022 \x41 \' \" \0 end\ `,
  "line breaks": "FAKE\nline\r\ntab\tend\n",
  "control characters": "FAKE \u0001 \b \f \u001b \u007f end",
  "letters beyond ASCII": "FAKE é ü ß 漢字 😀 \u2028 \u2029 \u202e \u007f \u0085 \ufeff",
  "half a character": "FAKE \ud83d end",
  NUL: "FAKE \0 end",
  markup: "FAKE</script><script>alert(1)</script><!-- ]]> ?> <?php %s %d {0} #{x}",
};

/** Of these, those that a variable of the environment can hold: it is UTF-8 and ends with a NUL. */
export const environmentSecrets: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(hostileSecrets).filter(([, secret]) => !/\p{Surrogate}|\0/u.test(secret)),
);

export const hostileCredentials = (clientSecret: string): Credentials => ({
  clientId: "fake'Client\"Id$é",
  clientSecret,
});

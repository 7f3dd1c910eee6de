/**
 * A JavaScript string literal, in ASCII, so that neither a page's encoding nor an HTML parser that
 * looks for `</script>` can harm it.
 */
export function javascriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]|</g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

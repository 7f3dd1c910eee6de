// The library's sentences name its options: on a command line these have other names.
const names: readonly (readonly [pattern: RegExp, option: string])[] = [
  [/\bexpiresIn(?= must)/g, "--expires-in"],
  [/\brateLimit(?= must)/g, "--rate-limit"],
  [/\blatency(?= must)/g, "--latency"],
  [/\btimeout and totalTimeout\b/g, "--timeout"],
  [/(?<=Check |and |: )endpoint(?=:| if| must)/g, "--endpoint"],
  [/ For http in a network of your own, set dangerouslyAllowHttp\./g, ""],
];

/** A sentence of the library with the command's names for its options. */
export function inOptions(message: string): string {
  return names.reduce((text, [pattern, option]) => text.replace(pattern, option), message);
}

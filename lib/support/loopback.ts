/** Whether a URL leads to this very machine, which is as good as HTTPS. */
export function isOnLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1])$/.test(hostname);
}

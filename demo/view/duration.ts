/** Milliseconds as people read them: 0.4 ms, 12 ms, 1.25 s, 3 min, 40 min. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${Number((milliseconds / 1000).toFixed(2))} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** Milliseconds as a clock shows them: 0:09, 19:58, 2:00:00, 6 d 23 h. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600)];
  if (days > 0) return `${days} d ${hours % 24} h`;
  const two = (value: number) => String(value % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/**
 * An instant, in epoch milliseconds, as local time; with its day unless that is today. Without the platform's
 * formats, which take long to start.
 */
export function formatInstant(instant: number): string {
  const date = new Date(instant);
  const day = date.toDateString();
  const time = date.toTimeString().slice(0, 8);
  return day === new Date().toDateString() ? time : `${day} ${time}`;
}

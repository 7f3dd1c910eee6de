/** A command line, or an input that it names, that can't be used. */
export class UsageError extends Error {}

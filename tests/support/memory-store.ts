import type { SharedLocks, SharedStorage } from "../../lib/shared/index.ts";

/** A store in memory that several instances share. */
export interface MemoryStorage extends SharedStorage {
  /** What lies in it, by its name. */
  readonly entries: Map<string, string>;
  /** For how many seconds each was to be kept. */
  readonly ttls: readonly number[];
}

export function createMemoryStorage(): MemoryStorage {
  const entries = new Map<string, string>();
  const ttls: number[] = [];
  return {
    entries,
    ttls,
    getItem: async (name) => entries.get(name),
    async setItem(name, value, { ttl }) {
      entries.set(name, value);
      ttls.push(ttl);
    },
  };
}

/** Leases in memory; each ends when its holder gives it back, and not before. */
export interface MemoryLocks extends SharedLocks {
  /** The names of what is held. */
  readonly held: Set<string>;
}

export function createMemoryLocks(): MemoryLocks {
  const held = new Set<string>();
  return {
    held,
    async request(name, _options, callback) {
      if (held.has(name)) return callback(null);
      held.add(name);
      try {
        await callback({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

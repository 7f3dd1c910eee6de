import { type FileMeta, fileMeta } from "./file-meta.ts";

/** A file as it was uploaded. */
export interface StoredFile {
  readonly id: string;
  readonly bytes: ArrayBuffer;
  readonly contentType: string;
  readonly meta: FileMeta;
  /** When it was made, in epoch milliseconds. */
  readonly ctime: number;
  /** When it was last written. */
  readonly mtime: number;
}

/** A folder, which has no more than its time. */
export interface Folder {
  readonly ctime: number;
  readonly mtime: number;
}

/** The files of the sandbox's account. Paths begin with a slash and do not end with one. */
export interface Tree {
  file(path: string): StoredFile | undefined;
  /** A folder exists when it was made or when something is in it. */
  folder(path: string): Folder | undefined;
  /** The names of what is in a folder, and not of what is deeper, in order. */
  names(path: string): readonly string[];
  files(): Iterable<readonly [path: string, file: StoredFile]>;
  write(path: string, bytes: ArrayBuffer, contentType: string): void;
  makeFolder(path: string): void;
  /** Removes a file or an empty folder. */
  remove(path: string): void;
  /** Gives a file, or a folder and all that is in it, another path. */
  rename(from: string, to: string): void;
}

/** What the file system refuses. */
export class FileError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function createTree(now: () => number): Tree {
  const files = new Map<string, StoredFile>();
  /** The folders that were made, and when. */
  const made = new Map<string, number>();
  let count = 0;

  const folder = (path: string): Folder | undefined => {
    const own = path === "/" ? 0 : made.get(path);
    if (own !== undefined) return { ctime: own, mtime: own };
    let [ctime, mtime] = [Infinity, -Infinity];
    const hold = (other: string, time: number) => {
      if (!isIn(path, other)) return;
      ctime = Math.min(ctime, time);
      mtime = Math.max(mtime, time);
    };
    for (const [other, file] of files) hold(other, file.mtime);
    for (const [other, time] of made) hold(other, time);
    return mtime === -Infinity ? undefined : { ctime, mtime };
  };

  /** Refuses a path that is taken, or that leads through a file. */
  const ensureFree = (path: string) => {
    if (files.has(path) || folder(path)) throw new FileError(409, `Path already exists: ${path}`);
    ensureNoFileAbove(path);
  };
  const ensureNoFileAbove = (path: string) => {
    const above = parentsOf(path).find((other) => files.has(other));
    if (above) throw new FileError(409, `Not a directory: ${above}`);
  };
  const missing = (path: string) => new FileError(404, `No such file or directory: ${path}`);

  return {
    file: (path) => files.get(path),
    folder,
    files: () => files,
    names(path) {
      if (files.has(path)) throw new FileError(409, `Not a directory: ${path}`);
      if (!folder(path)) throw missing(path);
      const names = new Set<string>();
      for (const other of [...files.keys(), ...made.keys()]) {
        if (isIn(path, other)) names.add(other.slice(inside(path).length).split("/")[0] ?? "");
      }
      const sorted = [...names];
      sorted.sort(byCodeUnits);
      return sorted;
    },
    write(path, bytes, contentType) {
      if (folder(path)) throw new FileError(409, `File is a directory: ${path}`);
      ensureNoFileAbove(path);
      const old = files.get(path);
      count += 1;
      files.set(path, {
        id: old?.id ?? `sandboxFile${String(count).padStart(21, "0")}`,
        bytes,
        contentType,
        meta: fileMeta(bytes, contentType),
        ctime: old?.ctime ?? now(),
        mtime: now(),
      });
    },
    makeFolder(path) {
      ensureFree(path);
      made.set(path, now());
    },
    remove(path) {
      if (path === "/") throw new FileError(403, "Permission denied: /");
      if (files.delete(path)) return;
      if (!folder(path)) throw missing(path);
      const isEmpty = ![...files.keys(), ...made.keys()].some((other) => isIn(path, other));
      if (!isEmpty) throw new FileError(409, `Directory not empty: ${path}`);
      made.delete(path);
    },
    rename(from, to) {
      if (from === "/") throw new FileError(403, "Permission denied: /");
      if (!files.has(from) && !folder(from)) throw missing(from);
      ensureFree(to);
      if (isIn(from, to)) throw new FileError(409, `A folder can't be moved into itself: ${to}`);
      move(files, from, to);
      move(made, from, to);
    },
  };
}

/** What the paths in a folder begin with. */
function inside(folder: string): string {
  return folder === "/" ? folder : `${folder}/`;
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(inside(folder)) && path !== folder;
}

/** The folders that a path leads through, but the root. */
function parentsOf(path: string): string[] {
  const names = path.split("/").slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`);
}

function move<T>(nodes: Map<string, T>, from: string, to: string): void {
  for (const [path, node] of nodes) {
    if (path !== from && !isIn(from, path)) continue;
    nodes.delete(path);
    nodes.set(to + path.slice(from.length), node);
  }
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : 1;
}

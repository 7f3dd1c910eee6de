/** Milliseconds after which an operation of the store or the lease is given up. */
const patience = 1000;

/** Does something that may never end, and rejects if it takes a second, or the milliseconds that are left. */
export async function atMost<T>(milliseconds: number, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, Math.min(patience, Math.max(milliseconds, 0)));
    run()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Does a task of somebody, whose name a failure then tells. */
export async function blaming<T>(name: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    throw new Error(`${name} failed`, { cause });
  }
}

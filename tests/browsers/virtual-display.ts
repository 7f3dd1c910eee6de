import { once } from "node:events";
import type { Readable } from "node:stream";
import { startProgram } from "./child-program.ts";

/** An X display that nobody sees. */
export interface VirtualDisplay {
  /** Such as `:99`, for the variable DISPLAY. */
  readonly name: string;
  end(): Promise<void>;
}

/** Starts Xvfb on a display number of its own choice. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  // It writes the number to file descriptor 3 once it takes connections. The mouse is in the middle of
  // the screen: a window has the focus, without a window manager, while it is there too.
  const args = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const program = await startProgram("Xvfb", args, ["ignore", "ignore", "ignore", "pipe"]);
  const [number] = (await once(program.process.stdio[3] as Readable, "data")) as [Buffer];
  return { name: `:${number.toString().trim()}`, end: () => program.end() };
}

// Fails when a budget is passed.
import { measure } from "./measure.ts";

for (const { name, bytes, budget } of await measure()) {
  const fits = bytes <= budget;
  process.stdout.write(`${name}: ${bytes} bytes of ${budget}${fits ? "" : ": TOO LARGE"}\n`);
  if (!fits) process.exitCode = 1;
}

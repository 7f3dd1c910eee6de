// Makes one client's token requests, so many at a time, and tells what they cost. An app has one client: in a
// process with a dozen, each would be slowed down by what the others leave in the caches.
import { blaming } from "../measure/blaming.ts";
import { costOf } from "../measure/rounds.ts";
import { createRequests } from "../peers/requests.ts";

const [name = "", origin = ""] = process.argv.slice(2);
const request = createRequests(origin)[name];
if (!request) throw new Error(`Nobody is called ${name}.`);

process.on("message", (calls: number) => {
  void blaming(name, () => costOf(request, calls)).then((cost) => process.send?.(cost));
});
process.once("disconnect", () => process.exit());

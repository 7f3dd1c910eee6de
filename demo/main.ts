import { startCode } from "./code.ts";
import { startCompare } from "./compare.ts";
import { startFailures } from "./failures.ts";
import { startFlow } from "./flow.ts";
import { startProvider } from "./provider.ts";
import { createRequestForm } from "./request-form.ts";
import { createPageSandbox } from "./sandbox/page-sandbox.ts";

const sandbox = createPageSandbox();
const form = createRequestForm(sandbox);

startFlow(form, sandbox);
startCompare(form, sandbox);
startFailures(sandbox);
startProvider(sandbox);
startCode(form);

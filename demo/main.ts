import { startCode } from "./sections/code.ts";
import { startCompare } from "./sections/compare.ts";
import { startFailures } from "./sections/failures.ts";
import { startFlow } from "./sections/flow.ts";
import { startProvider } from "./sections/provider.ts";
import { createRequestForm } from "./form/request-form.ts";
import { createPageSandbox } from "./sandbox/page-sandbox.ts";

const sandbox = createPageSandbox();
const form = createRequestForm(sandbox);

startFlow(form, sandbox);
startCompare(form, sandbox);
startFailures(sandbox);
startProvider(sandbox);
startCode(form);

import { createRequestForm } from "./form/request-form.ts";
import { createPageBroker } from "./sandbox/page-broker.ts";
import { createPageHost, isTrusted } from "./sandbox/page-host.ts";
import { createPageSandbox } from "./sandbox/page-sandbox.ts";
import { startCode } from "./sections/code.ts";
import { startFailures } from "./sections/failures.ts";
import { startFlow } from "./sections/flow.ts";
import { startProvider } from "./sections/provider.ts";
import { startReference } from "./sections/reference.ts";
import { createCopyButton } from "./view/copy-button.ts";
import { find } from "./view/element.ts";

find("#untrusted").hidden = isTrusted;
createCopyButton(find("#copy-install"), () => find("#install").innerText, "command");

const host = createPageHost();
const sandbox = createPageSandbox(host, "");
const broker = createPageBroker(host, sandbox);
await nextTask();
const form = createRequestForm(sandbox, broker);
startFlow(form, host, sandbox, broker);
await nextTask();
startReference(form, host);
await nextTask();
startFailures(host);
await nextTask();
startProvider(host);
await nextTask();
startCode(form);
document.documentElement.dataset["state"] = "started";

/** Lets a slow machine paint, and answer a press, between one part and the next. */
async function nextTask(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

import { defineBrowserProvider } from "@vitest/browser";
import type { BrowserCommand, BrowserProvider, BrowserProviderOption } from "vitest/node";
import { type BrowserName, browserProgram } from "./browsers.ts";
import { createPuppeteerProvider } from "./puppeteer-provider.ts";
import { createWebKitProvider } from "./webkit-provider.ts";

const providers: Readonly<Record<BrowserName, (program: string) => BrowserProvider>> = {
  chromium: (program) => createPuppeteerProvider("chrome", program),
  firefox: (program) => createPuppeteerProvider("firefox", program),
  webkit: createWebKitProvider,
};

/** What Vitest needs to run tests in this browser. */
export function browserProvider(name: BrowserName): BrowserProviderOption {
  return defineBrowserProvider({
    name,
    supportedBrowser: [name],
    providerFactory(project) {
      // Vitest 5 calls these before every file, whether or not the provider has user events.
      for (const command of ["__vitest_viewport", "__vitest_cleanup"]) {
        const ignore: BrowserCommand<never> = () => undefined;
        project.browser?.registerCommand(command as never, ignore as never);
      }
      return providers[name](browserProgram(name));
    },
  });
}

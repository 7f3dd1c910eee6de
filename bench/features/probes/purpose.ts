import type { Feature } from "../feature.ts";
import { type Finding, found, outOfScope } from "../finding.ts";
import type { Means, Subject } from "../subject.ts";

const probe = "What its package exports for it.";

export const signIn: Feature = {
  name: "sign-in",
  title: "signs users in (authorization code)",
  probe,
  find: ({ signIn: means }) => exported(means),
};

export const idTokens: Feature = {
  name: "id-tokens",
  title: "checks ID tokens (OpenID Connect)",
  probe,
  find: ({ idTokens: means }) => exported(means),
};

export const broker: Feature = {
  name: "broker",
  title: "hands a server's token to pages, without the secret",
  probe,
  find: ({ broker: means }: Subject) => (means ? exported(means) : outOfScope("no such export")),
};

export const sandbox: Feature = {
  name: "sandbox",
  title: "stands in for the server in tests, offline",
  probe,
  find: ({ sandbox: means }: Subject) => (means ? exported(means) : outOfScope("no such export")),
};

function exported(means: Means | undefined): Finding {
  if (means && typeof means.value !== "function") throw new Error(`There is no ${means.name}.`);
  return found(means !== undefined, means?.name ?? "no such export");
}

import { expect, test } from "vitest";
import { checkPublishedVariables } from "../../../lib/cli/doctor/published-variables.ts";
import { createSandbox } from "../../../lib/sandbox/index.ts";

const secret = "FAKE+secret/of+no+account==";
const { credentials } = createSandbox();
const swapped = { clientId: credentials.clientSecret, clientSecret: credentials.clientId };

function check(values: Record<string, string | undefined>, clientSecret: string = secret) {
  const inUse = { clientId: "fakeClientId", clientSecret };
  const finding = checkPublishedVariables([{ place: "the environment", values }], inUse);
  expect(JSON.stringify(finding)).not.toContain("FAKE");
  return finding;
}

test.each([
  {},
  { NEXT_PUBLIC_SIRV_CLIENT_ID: "fakeClientId" },
  { NEXT_PUBLIC_SIRV_TOKEN_URL: "/api/sirv-token" },
  { VITE_SIRV_CLIENT_SECRET: "" },
  { VITE_API_SECRET: "FAKE-of-something-else" },
  { SIRV_CLIENT_SECRET: secret },
  { MY_VITE_SECRET: secret },
])("%j publishes nothing of Sirv's", (values) => {
  const { status, message } = check(values);
  expect(status).toBe("ok");
  expect(message).toBe(
    "No variable that bundlers publish looks like the secret (in the environment).",
  );
});

test.each([
  ["NEXT_PUBLIC_SIRV", "Next.js"],
  ["NUXT_PUBLIC_KEY", "Nuxt"],
  ["EXPO_PUBLIC_KEY", "Expo"],
  ["PUBLIC_KEY", "SvelteKit and Astro"],
  ["VITE_KEY", "Vite"],
  ["REACT_APP_KEY", "Create React App"],
  ["VUE_APP_KEY", "Vue CLI"],
  ["GATSBY_KEY", "Gatsby"],
])("%s with the secret: %s puts it into pages", (name, tool) => {
  for (const value of [secret, ` ${secret}\n`, `fakeClientId:${secret}`]) {
    const finding = check({ [name]: value }, `${secret}\n`);
    expect(finding).toMatchObject({ status: "failed", exitCode: 2 });
    expect(finding.message).toBe(
      `${name} in the environment holds the client secret, and ${tool} puts it into pages.`,
    );
  }
});

test.each(["VITE_SIRV_CLIENT_SECRET", "PUBLIC_SIRV_SECRET", "NEXT_PUBLIC_MY_SIRV_PASSWORD"])(
  "%s has the name of a secret, whatever it holds",
  (name) => {
    const { status, message } = check({ [name]: "FAKE-other" });
    expect(status).toBe("failed");
    expect(message).toContain(`${name} in the environment has the name of a secret, and`);
  },
);

test("a secret that another place has is known too", () => {
  const { status, message } = checkPublishedVariables(
    [
      { place: "the environment", values: { VITE_KEY: secret } },
      { place: ".env.local", values: { SIRV_CLIENT_SECRET: secret, GATSBY_KEY: secret } },
    ],
    undefined,
  );
  expect(status).toBe("failed");
  expect(message).toContain("VITE_KEY in the environment holds the client secret");
  expect(message).toContain("; GATSBY_KEY in .env.local holds the client secret");
});

test.each(["changeme", "your-client-secret", "xxxxxxxxxxxx", "${SIRV_CLIENT_SECRET}"])(
  "a template's %s is no secret",
  (word) => {
    const values = { SIRV_CLIENT_SECRET: word, VITE_OTHER_KEY: word, NEXT_PUBLIC_URL: `/${word}` };
    const template = { place: ".env.example", values };
    expect(checkPublishedVariables([template], undefined).status).toBe("ok");
    expect(check({ VITE_OTHER_KEY: word }, word).status).toBe("ok");
  },
);

test("of swapped ones in use, the secret is what the id holds", () => {
  const found = (name: string, value: string) =>
    checkPublishedVariables([{ place: "here", values: { [name]: value } }], swapped).status;
  expect(found("NEXT_PUBLIC_SIRV_CLIENT_ID", credentials.clientId)).toBe("ok");
  expect(found("NEXT_PUBLIC_SIRV_CLIENT_ID", credentials.clientSecret)).toBe("failed");
});

test("of swapped ones in a file, the secret is what the id holds", () => {
  const pair = { SIRV_CLIENT_ID: swapped.clientId, SIRV_CLIENT_SECRET: swapped.clientSecret };
  const found = (value: string) =>
    checkPublishedVariables(
      [{ place: ".env", values: { ...pair, VITE_SIRV_CLIENT_ID: value } }],
      undefined,
    ).status;
  expect(found(credentials.clientId)).toBe("ok");
  expect(found(credentials.clientSecret)).toBe("failed");
});

test("a secret too short to be one is found nowhere", () => {
  expect(check({ VITE_MODE: "development" }, "e").status).toBe("ok");
});

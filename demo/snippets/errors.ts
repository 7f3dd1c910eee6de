import { credentialsNow, importLine, optionsCode } from "./library-call.ts";
import type { Snippet } from "./snippet.ts";

export const errors: Snippet = {
  id: "errors",
  name: "Errors",
  group: "library",
  language: "javascript",
  hint: "npm install sirv-token",
  write: (inputs) => `${importLine(inputs, "isTokenError, requestToken")}

try {
  const { token } = await requestToken(${credentialsNow(inputs).replaceAll("\n", "\n  ")}${optionsCode(inputs)});
  console.log(token);
} catch (error) {
  if (!isTokenError(error)) throw error;
  switch (error.code) {
    case "invalid_input":
      console.error(error.issues);
      break;
    case "rate_limited":
      console.error("Milliseconds to wait:", error.retryAfter);
      break;
    case "unauthorized":
      console.error("Check the client id and secret.");
      break;
    default:
      console.error(error.code, error.message);
  }
  process.exitCode = 1;
}
`,
};

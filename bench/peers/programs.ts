import { pathToFileURL } from "node:url";
import { credentials } from "../measure/credentials.ts";
import { builtFolder } from "../measure/folders.ts";
import { ours } from "../measure/ours.ts";

/** A program for a Node of its own, in plain JavaScript, for Node needs time to strip types. */
export interface Program {
  readonly name: string;
  readonly imports: string;
  /** Asks for a token at `endpoint`, with `credentials`. */
  readonly request: string;
}

/** What everybody's programs find defined: the endpoint is their argument. */
export const definitions = `
  const credentials = ${JSON.stringify(credentials)};
  const endpoint = process.argv[1];
`;

/** The program that is no more than Node. */
export const bareProgram: Program = { name: "bare node", imports: "", request: "" };

/** The program that the others are compared with. */
export const fetchProgram: Program = {
  name: "fetch",
  imports: "",
  request: `
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(credentials),
    });
    await response.json();
  `,
};

/** This library, as an app imports it and as one file. */
export const ownPrograms: readonly Program[] = [
  ownProgram(ours, "index.js"),
  ownProgram(`${ours}, the file for CDNs`, "cdn/sirv-token.js"),
];

function ownProgram(name: string, file: string): Program {
  const url = pathToFileURL(`${builtFolder}/${file}`).href;
  return {
    name,
    imports: `import { requestToken } from ${JSON.stringify(url)};`,
    request: "await requestToken(credentials, { endpoint });",
  };
}

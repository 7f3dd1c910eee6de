import { Agent, request as requestByNode } from "node:http";
import axios from "axios";
import { ofetch } from "ofetch";
import { request as requestByUndici } from "undici";
import wretch from "wretch";
import { credentials } from "../measure/credentials.ts";
import type { Candidate } from "../measure/rounds.ts";
import { message } from "./message.ts";

/** What Node has below fetch. */
export function createPlatformRequests(endpoint: string): Record<string, Candidate> {
  const agent = new Agent({ keepAlive: true });
  return {
    async "undici.request"() {
      const { body } = await requestByUndici(endpoint, message);
      return body.json();
    },
    "node:http": async () => JSON.parse(await textByNode(endpoint, agent)),
  };
}

/** HTTP clients, which know nothing of tokens. */
export function createHttpRequests(endpoint: string): Record<string, Candidate> {
  return {
    ofetch: () => ofetch(endpoint, { method: "POST", body: credentials }),
    wretch: () => wretch(endpoint).post(credentials).json(),
    axios: async () => (await axios.post(endpoint, credentials)).data,
  };
}

function textByNode(endpoint: string, agent: Agent): Promise<string> {
  const { method, headers, body } = message;
  return new Promise((resolve, reject) => {
    const request = requestByNode(endpoint, { agent, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.once("end", () => resolve(text));
      response.once("error", reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

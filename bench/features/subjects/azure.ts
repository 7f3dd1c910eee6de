import {
  bearerTokenAuthenticationPolicy,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
} from "@azure/core-rest-pipeline";
import { message } from "../../peers/message.ts";
import type { Setup, Subject } from "../subject.ts";

export const azure: Subject = {
  name: "@azure/core-rest-pipeline",
  package: "@azure/core-rest-pipeline",
  create: createClient,
  sendsRequest: false,
  keepsToken: true,
  takesSignal: true,
  program: `
    import {
      bearerTokenAuthenticationPolicy, createEmptyPipeline, createHttpHeaders, createPipelineRequest,
    } from "@azure/core-rest-pipeline";
    const credential = {
      async getToken() {
        const headers = { "content-type": "application/json" };
        const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(credentials) });
        const { token, expiresIn } = await response.json();
        return { token, expiresOnTimestamp: Date.now() + expiresIn * 1000 };
      },
    };
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: "fake-scope" }));
    const sendRequest = async (request) => ({ request, status: 200, headers: createHttpHeaders() });
    const { request } = await pipeline.sendRequest({ sendRequest }, createPipelineRequest({ url: "https://api.test/" }));
    got(request.headers.get("authorization").replace("Bearer ", ""));
  `,
  bundle:
    'export { bearerTokenAuthenticationPolicy, createEmptyPipeline } from "@azure/core-rest-pipeline"',
  platform: "browser",
};

/** Its policy asks a credential of its user's, which this one is. */
function createClient({ endpoint }: Setup) {
  const credential = {
    async getToken(_scopes: unknown, { abortSignal }: { abortSignal?: unknown } = {}) {
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const response = await fetch(endpoint, { ...message, signal: signal ?? null });
      if (!response.ok) throw new Error(`The token server answered ${response.status}.`);
      const { token, expiresIn } = (await response.json()) as { token: string; expiresIn: number };
      return { token, expiresOnTimestamp: Date.now() + expiresIn * 1000 };
    },
  };
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: "fake-scope" }));
  return {
    async getToken(abortSignal?: AbortSignal) {
      const leaving = abortSignal && { abortSignal };
      const request = createPipelineRequest({ url: "https://api.test/", ...leaving });
      const response = await pipeline.sendRequest(nowhere, request);
      return String(response.request.headers.get("authorization")).replace("Bearer ", "");
    },
    async call(url: string) {
      // It sends to HTTPS alone; who sends for it, and is its user's as well, knows better.
      const request = createPipelineRequest({ url: url.replace("http:", "https:") });
      return (await pipeline.sendRequest(overHttp, request)).status;
    },
  };
}

const nowhere: HttpClient = {
  sendRequest: async (request) => ({ request, status: 200, headers: createHttpHeaders() }),
};

const overHttp: HttpClient = {
  async sendRequest(request) {
    const headers = request.headers.toJSON();
    const response = await fetch(request.url.replace("https:", "http:"), { headers });
    const answered = createHttpHeaders(Object.fromEntries(response.headers));
    return { request, status: response.status, headers: answered };
  },
};

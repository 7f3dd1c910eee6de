import { provider } from "./provider.ts";
import { client } from "./client.ts";
import { errors } from "./errors.ts";
import { brokerPage, brokerServer } from "./broker.ts";
import { bun, cdn, deno, npm } from "./request-token.ts";
import { fetchSnippet } from "./fetch.ts";
import { xhr } from "./xhr.ts";
import { curl } from "./curl.ts";
import { node } from "./node.ts";
import { python } from "./python.ts";
import { php } from "./php.ts";
import { java } from "./java.ts";
import type { Snippet } from "./snippet.ts";

/** This library first, then the languages of Sirv's reference. */
export const snippets: readonly [Snippet, ...Snippet[]] = [
  npm,
  provider,
  client,
  errors,
  brokerServer,
  brokerPage,
  cdn,
  deno,
  bun,
  fetchSnippet,
  xhr,
  curl,
  node,
  python,
  php,
  java,
];

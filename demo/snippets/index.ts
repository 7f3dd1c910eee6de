import { curl } from "./curl.ts";
import { fetchSnippet } from "./fetch.ts";
import { java } from "./java.ts";
import { library } from "./library.ts";
import { node } from "./node.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import type { Snippet } from "./snippet.ts";
import { xhr } from "./xhr.ts";

/** This library first, then the languages of Sirv's reference. */
export const snippets: readonly Snippet[] = [
  ...library,
  fetchSnippet,
  xhr,
  curl,
  node,
  python,
  php,
  java,
];

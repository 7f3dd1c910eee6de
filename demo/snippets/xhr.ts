import { fromPrompt, javascriptBody } from "./javascript-body.ts";
import { javascriptString } from "./javascript-string.ts";
import type { Snippet } from "./snippet.ts";

export const xhr: Snippet = {
  id: "xhr",
  name: "XHR",
  group: "plain",
  language: "javascript",
  hint: "For a browser, in a page for you alone. Without withCredentials, with which browsers refuse Sirv’s reply.",
  write: (inputs) => `${javascriptBody(inputs, fromPrompt)}
const request = new XMLHttpRequest();
request.addEventListener("loadend", () => {
  console.log(request.status, request.responseText);
});
request.open("POST", ${javascriptString(inputs.endpoint)});
request.setRequestHeader("content-type", "application/json");
request.send(body);
`,
};

import { javascriptString } from "./javascript-string.ts";
import { bodyOf, type Snippet } from "./snippet.ts";

export const xhr: Snippet = {
  id: "xhr",
  name: "XHR",
  hint: "For a browser. Without withCredentials, with which browsers refuse Sirv’s reply.",
  write: (inputs) => `const body = ${javascriptString(bodyOf(inputs))};

const request = new XMLHttpRequest();
request.addEventListener("loadend", () => {
  console.log(request.status, request.responseText);
});
request.open("POST", ${javascriptString(inputs.endpoint)});
request.setRequestHeader("content-type", "application/json");
request.send(body);
`,
};

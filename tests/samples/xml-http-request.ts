// The reference's XMLHttpRequest sample, in happy-dom: xml-http-request.ts URL PAYLOAD
import { Window } from "happy-dom";

const [url = "", payload = ""] = process.argv.slice(2);
const window = new Window({ url: "http://localhost:3000/" });
const request = new window.XMLHttpRequest();

request.addEventListener("readystatechange", () => {
  if (request.readyState === window.XMLHttpRequest.DONE) process.stdout.write(request.responseText);
});
request.open("POST", url);
request.setRequestHeader("content-type", "application/json");
request.setRequestHeader("authorization", "Bearer BEARER_TOKEN_HERE");
request.send(payload);

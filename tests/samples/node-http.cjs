// The reference's Node sample: node-http.cjs URL PAYLOAD
const http = require("node:http");

const [url, payload] = process.argv.slice(2);
const headers = {
  "content-type": "application/json",
  authorization: "Bearer BEARER_TOKEN_HERE",
};
const request = http.request(url, { method: "POST", headers }, (response) => {
  const chunks = [];
  response.on("data", (chunk) => chunks.push(chunk));
  response.on("end", () => console.log(Buffer.concat(chunks).toString()));
});
// In one piece, the body has a content-length, as the other samples' have.
request.end(payload);

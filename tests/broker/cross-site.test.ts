import { expect, test } from "vitest";
import { isCrossSite } from "../../lib/broker/cross-site.ts";
import { brokerRequest } from "../support/broker-request.ts";

const listed = ["https://app.example.com"];

// The rules of Go's CrossOriginProtection, and of our list.
test.each<[isRefused: boolean, headers: Record<string, string>]>([
  [false, {}],
  [false, { host: "broker.example.com" }],
  [false, { "sec-fetch-site": "same-origin" }],
  [false, { "sec-fetch-site": "none" }],
  [true, { "sec-fetch-site": "cross-site" }],
  [true, { "sec-fetch-site": "same-site" }],
  [true, { "sec-fetch-site": "whatever" }],
  // What the browser says of itself comes before what its origin looks like.
  [true, { "sec-fetch-site": "cross-site", origin: "https://broker.example.com" }],
  [false, { "sec-fetch-site": "same-origin", origin: "https://evil.example" }],
  [false, { origin: "https://broker.example.com" }],
  [false, { origin: "https://broker.example.com", host: "broker.example.com" }],
  // Behind a proxy that keeps the host.
  [false, { origin: "https://public.example.com", host: "public.example.com" }],
  [true, { origin: "https://public.example.com" }],
  [true, { origin: "https://broker.example.com", host: "inside:8080" }],
  [true, { origin: "https://broker.example.com:8443", host: "broker.example.com" }],
  [true, { origin: "https://evil.example" }],
  [true, { origin: "null" }],
  [true, { origin: "" }],
  [true, { origin: "evil" }],
  [false, { origin: "https://app.example.com" }],
  [false, { origin: "https://app.example.com", "sec-fetch-site": "cross-site" }],
  [true, { origin: "http://app.example.com" }],
  [true, { origin: "https://app.example.com.evil.example" }],
  [true, { origin: "https://app.example.com:444", "sec-fetch-site": "cross-site" }],
])("%s for %j", (isRefused, headers) => {
  expect(isCrossSite(brokerRequest("POST", headers), listed)).toBe(isRefused);
});

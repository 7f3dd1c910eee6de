import { expect, test } from "vitest";
import { requestToken } from "../lib/index.ts";
import { createRemoteRecorder, fake, httpReply, tokenReply } from "./support/control.ts";
import { parseMessage } from "./support/http-message.ts";

const reply = httpReply(JSON.stringify(tokenReply));

const parse = (request = "") => parseMessage(request) ?? expect.fail("the request is not whole");

test("the request is the reference's, byte for byte", async () => {
  const recorder = await createRemoteRecorder(reply);
  await requestToken(
    { clientId: "fakeClientId", clientSecret: "FAKE+secret/=" },
    { endpoint: recorder.endpoint },
  );
  const requests = await recorder.requests();
  expect(requests).toHaveLength(1);
  const { line, headers, body } = parse(requests[0]);
  expect(line).toBe("POST /v2/token HTTP/1.1");
  expect(headers.get("content-type")).toBe("application/json");
  expect(headers.get("content-length")).toBe("58");
  expect(headers.has("cookie")).toBe(false);
  expect(headers.has("authorization")).toBe(false);
  expect(body).toBe('{"clientId":"fakeClientId","clientSecret":"FAKE+secret/="}');
});

test("the body's order is the reference's, whatever the order of the input", async () => {
  const recorder = await createRemoteRecorder(reply);
  await requestToken(
    { clientSecret: "FAKE", clientId: "fakeClientId" },
    { endpoint: recorder.endpoint, expiresIn: 3600 },
  );
  expect(parse((await recorder.requests())[0]).body).toBe(
    '{"clientId":"fakeClientId","clientSecret":"FAKE","expiresIn":3600}',
  );
});

test("the body is UTF-8", async () => {
  const recorder = await createRemoteRecorder(reply);
  await requestToken({ ...fake, clientSecret: "FAKE-ü€😀" }, { endpoint: recorder.endpoint });
  expect(parse((await recorder.requests())[0]).body).toContain(
    "FAKE-\u00c3\u00bc\u00e2\u0082\u00ac\u00f0\u009f\u0098\u0080",
  );
});

test("headers of the caller are sent, such as those of the reference's samples", async () => {
  const recorder = await createRemoteRecorder(reply);
  await requestToken(fake, {
    endpoint: recorder.endpoint,
    headers: { authorization: "Bearer BEARER_TOKEN_HERE", "content-type": "text/plain" },
  });
  const { headers } = parse((await recorder.requests())[0]);
  expect(headers.get("authorization")).toBe("Bearer BEARER_TOKEN_HERE");
  expect(headers.get("content-type")).toBe("application/json");
});

test("every attempt sends the same bytes", async () => {
  const recorder = await createRemoteRecorder(httpReply("{}", 503), "", reply);
  await requestToken(fake, { endpoint: recorder.endpoint });
  const [first, ...others] = (await recorder.requests()).map((request) => parse(request));
  expect(others).toHaveLength(2);
  for (const other of others) {
    expect(other.line).toBe(first?.line);
    expect(other.body).toBe(first?.body);
    expect(other.headers.get("content-type")).toBe("application/json");
  }
});

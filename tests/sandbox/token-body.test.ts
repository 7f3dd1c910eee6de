import { describe, expect, test } from "vitest";
import { createSandbox } from "../../lib/sandbox/index.ts";
import { postToken } from "../support/ask.ts";

const { credentials } = createSandbox();

describe("a body that breaks the schema is a 400 in Sirv's shape", () => {
  test.each([
    ["{}", '"clientId" is required. "clientSecret" is required'],
    [{ clientId: "id" }, '"clientSecret" is required'],
    [{ ...credentials, clientId: 5 }, '"clientId" must be a string'],
    [{ ...credentials, clientSecret: null }, '"clientSecret" must be a string'],
    [{ ...credentials, scope: "files:read" }, '"scope" is not allowed'],
    [{ ...credentials, expiresIn: "1200" }, '"expiresIn" must be a number'],
    [{ ...credentials, expiresIn: 5.5 }, '"expiresIn" must be an integer'],
    [{ ...credentials, expiresIn: 4 }, '"expiresIn" must be greater than or equal to 5'],
    [{ ...credentials, expiresIn: 604_801 }, '"expiresIn" must be less than or equal to 604800'],
    ["[]", '"clientId" is required. "clientSecret" is required'],
    ["null", "the body must be an object"],
    ['"text"', "the body must be an object"],
    ["{", "Invalid request payload JSON format"],
    ["", "Invalid request payload JSON format"],
  ])("%j", async (body, message) => {
    const response = await postToken(createSandbox(), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ statusCode: 400, error: "Bad Request", message });
  });
});

test.each([5, 604_800])("a lifetime of %i seconds is given", async (expiresIn) => {
  const response = await postToken(createSandbox(), { ...credentials, expiresIn });
  expect(await response.json()).toMatchObject({ expiresIn });
});

/** What a server sees of a request: its headers may be those that a page's script could not set. */
export function brokerRequest(
  method: string = "POST",
  headers: Readonly<Record<string, string>> = {},
  url: string = "https://broker.example.com/token",
): Request {
  const given: Record<string, string> = { "content-type": "application/json", ...headers };
  const request = {
    method,
    url,
    headers: { get: (name: string) => given[name] ?? null },
    // Neither may be touched.
    get body(): never {
      throw new Error("the body was touched");
    },
    get signal(): never {
      throw new Error("the signal was touched");
    },
  };
  return request as unknown as Request;
}

import { isTokenError, requestToken } from "../lib/index.ts";
import { sandboxClient } from "../lib/sandbox/client.ts";

const form = document.querySelector("form")!;
const output = document.querySelector("pre")!;
const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;

const endpoint = new URLSearchParams(location.search).get("endpoint");
field("endpoint").value = endpoint ?? "https://api.sirv.com/v2/token";
if (endpoint) {
  field("clientId").value = sandboxClient.clientId;
  field("clientSecret").value = sandboxClient.clientSecret;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void show();
});

async function show(): Promise<void> {
  output.textContent = "…";
  try {
    const accessToken = await requestToken(
      { clientId: field("clientId").value, clientSecret: field("clientSecret").value },
      { endpoint: field("endpoint").value },
    );
    output.textContent = JSON.stringify(accessToken, undefined, 2);
  } catch (error) {
    output.textContent = isTokenError(error) ? `${error.code}: ${error.message}` : String(error);
  }
}

import { brokeredToken, createSirvClient, createTokenProvider, isTokenError } from "sirv-token";
import { baseUrl } from "./config.js";

const provider = createTokenProvider(brokeredToken("/api/sirv-token"));
const sirv = createSirvClient(provider, { baseUrl });

const form = document.querySelector("#upload");
const status = document.querySelector("[role=status]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const file = form.elements.file.files[0];
  const filename = `/uploads/${file.name}`;
  status.textContent = `Uploading ${file.name} …`;
  try {
    // From the page to Sirv: the server hands out the token, and never sees the file.
    await sirv.post("files/upload", { searchParams: { filename }, body: file });
    status.textContent = `${filename} is there`;
  } catch (error) {
    // The session is over: the server shows the login instead.
    if (isTokenError(error) && error.code === "unauthorized") location.reload();
    else status.textContent = error.message;
  }
});

import { createSirvClient, environmentCredentials } from "sirv-token";

const { PORT = "3000", SIRV_BASE_URL: baseUrl } = process.env;
const sirv = createSirvClient(environmentCredentials, baseUrl === undefined ? {} : { baseUrl });

const form = `<!doctype html>
<html lang="en">
  <title>Send us a picture</title>
  <form method="post" enctype="multipart/form-data">
    <label>Picture <input name="picture" type="file" accept="image/jpeg,image/png" required /></label>
    <button>Send</button>
  </form>
</html>`;

/** By their first bytes: name and type are what the sender likes. */
const kinds = [
  { start: "ffd8ff", type: "image/jpeg", ending: "jpg" },
  { start: "89504e47", type: "image/png", ending: "png" },
];

/** What the public sends goes through the server, which looks at it: strangers get no token. */
async function receive(request: Request): Promise<Response> {
  // It throws where the body is no form.
  const sent = await request.formData().catch(() => undefined);
  const picture = sent?.get("picture");
  if (!(picture instanceof File)) return new Response("A picture is missing", { status: 400 });
  const start = Buffer.from(await picture.slice(0, 4).arrayBuffer()).toString("hex");
  const kind = kinds.find((each) => start.startsWith(each.start));
  if (!kind) return new Response("JPEG or PNG, please", { status: 415 });
  // A name of ours: theirs could replace another file.
  const filename = `/pictures/${crypto.randomUUID()}.${kind.ending}`;
  const body = picture.slice(0, picture.size, kind.type);
  await sirv.post("files/upload", { searchParams: { filename }, body });
  return new Response(`Thank you: ${filename}\n`, { status: 201 });
}

/** What Bun serves. */
export default {
  port: PORT,
  hostname: "127.0.0.1",
  maxRequestBodySize: 20_000_000,
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== "/") return new Response("Not found", { status: 404 });
    if (request.method !== "POST") {
      return new Response(form, { headers: { "content-type": "text/html; charset=utf-8" } });
    }
    try {
      return await receive(request);
    } catch (error) {
      console.error(error);
      return new Response("It was not kept: try again later", { status: 502 });
    }
  },
};

import { sirv } from "../../../sirv.js";

/** The names in the account's top folder. Whoever opens the app may see them: ask for your session first. */
export async function GET() {
  const names = [];
  let continuation;
  // A page has a hundred names.
  do {
    const searchParams = { dirname: "/", continuation };
    const page = await sirv.get("files/readdir", { searchParams }).json();
    names.push(...page.contents.map(({ filename }) => filename));
    continuation = page.continuation;
  } while (continuation);
  return Response.json(names);
}

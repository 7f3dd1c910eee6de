import { sirv } from "../sirv.js";
import { Folder } from "./folder.jsx";

/** Rendered on the server for each request. */
export default async function Page() {
  const { alias } = await sirv.get("account").json();
  return (
    <main>
      <h1>{alias}</h1>
      <Folder />
    </main>
  );
}

import { bodyOf, type Snippet } from "./snippet.ts";

/** In ASCII, for compilers read a file in the machine's encoding. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]|[^ -~]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

export const java: Snippet = {
  id: "java",
  name: "Java",
  hint: "Unirest 1.4; save as GetToken.java.",
  write: (inputs) => `import com.mashape.unirest.http.HttpResponse;
import com.mashape.unirest.http.Unirest;

class GetToken {
  public static void main(String[] arguments) throws Exception {
    HttpResponse<String> response =
        Unirest.post(${quote(inputs.endpoint)})
            .header("content-type", "application/json")
            .body(${quote(bodyOf(inputs))})
            .asString();
    System.out.println(response.getBody());
    Unirest.shutdown();
  }
}
`,
};

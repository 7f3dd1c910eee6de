import { javascriptString } from "./javascript-string.ts";
import { bodyOf, type Snippet, type SnippetInputs } from "./snippet.ts";

/** Java knows all escapes of such a literal. In ASCII, for compilers read the machine's encoding. */
const quote = javascriptString;

export const java: Snippet = {
  id: "java",
  name: "Java",
  group: "plain",
  language: "java",
  hint: "Unirest 1.4 with its org.json; save as GetToken.java.",
  write: (inputs) => `import com.mashape.unirest.http.Unirest;
${inputs.credentials ? "" : "import org.json.JSONObject;\n"}
class GetToken {
  public static void main(String[] arguments) throws Exception {
    String body =
        ${body(inputs)};
    System.out.println(
        Unirest.post(${quote(inputs.endpoint)})
            .header("content-type", "application/json")
            .body(body)
            .asString()
            .getBody());
    Unirest.shutdown();
  }
}
`,
};

// A JSONObject has its keys in no order; this is the reference's.
function body({ credentials, expiresIn }: SnippetInputs): string {
  if (credentials) return quote(bodyOf(credentials, expiresIn));
  return `"{\\"clientId\\":" + JSONObject.quote(System.getenv("SIRV_CLIENT_ID"))
            + ",\\"clientSecret\\":" + JSONObject.quote(System.getenv("SIRV_CLIENT_SECRET"))
            + "${expiresIn === undefined ? "" : `,\\"expiresIn\\":${expiresIn}`}}"`;
}

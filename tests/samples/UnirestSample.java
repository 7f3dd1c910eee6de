// The reference's Java sample: UnirestSample.java URL PAYLOAD
import com.mashape.unirest.http.HttpResponse;
import com.mashape.unirest.http.Unirest;

class UnirestSample {
  public static void main(String[] arguments) throws Exception {
    HttpResponse<String> response =
        Unirest.post(arguments[0])
            .header("content-type", "application/json")
            .header("authorization", "Bearer BEARER_TOKEN_HERE")
            .body(arguments[1])
            .asString();
    System.out.println(response.getBody());
    // Unirest's threads would keep the program alive.
    System.exit(0);
  }
}

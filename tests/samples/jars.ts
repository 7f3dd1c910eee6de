/** Unirest and what it needs, where Debian puts them. */
export const jars: readonly string[] = [
  "unirest-java",
  "httpclient",
  "httpasyncclient",
  "httpcore",
  "httpcore-nio",
  "httpmime",
  "commons-logging",
  "commons-codec",
  "com.android.json",
].map((name) => `/usr/share/java/${name}.jar`);

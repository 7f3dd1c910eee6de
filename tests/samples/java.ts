/** Unirest and what it needs, where Debian puts them. */
const jars = [
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

/**
 * The command that runs a Java file with Unirest. A program of a second is done before a better compiler
 * pays: without it, it takes two thirds of the time.
 */
export const java: readonly [string, ...string[]] = [
  "java",
  "-XX:TieredStopAtLevel=1",
  "-cp",
  jars.join(":"),
];

/** What `--help` prints. */
export const help = `Usage: sirv-token [options]
       sirv-token doctor [options]
       sirv-token sandbox [options]

Gets an access token for Sirv's REST API and prints it.

Credentials come from SIRV_CLIENT_ID and SIRV_CLIENT_SECRET, from a file or from stdin; never from
arguments, which other users of the machine can see.

Output:
  --json               the token, its lifetime, scopes and expiry as JSON
  --header             authorization: Bearer TOKEN

Credentials:
  --env-file FILE      read the two variables from FILE; it goes before the environment
  --stdin              read {"clientId":"...","clientSecret":"..."} from stdin
  --sandbox            ask a sandbox in this process: no account, no network

Request:
  --expires-in SECONDS lifetime of the token, 5 to 604800 (default: Sirv's, 1200)
  --endpoint URL       where to ask (default: https://api.sirv.com/v2/token)
  --timeout MS         milliseconds for the whole request, retries included (default: 30000)

  --help, --version

sirv-token doctor finds out why there is no token, or what may go wrong with it: it checks Node, the
credentials, variables that bundlers publish (in the environment and in the .env files of this folder),
the proxy, a token request, the token's scopes, this machine's clock and the account's limits, and says
what to do. It prints neither the secret nor a token, and makes two requests: one for a token, one for the
limits. Where the project's .env has the credentials: npx sirv-token doctor --env-file .env
It takes --env-file, --stdin, --sandbox, --endpoint and --timeout as above, and
  --json               the report as JSON: {"ok":true,"checks":[{"name":"...","status":"...",
                       "message":"...","advice":"..."}]}; a status is ok, note, failed or skipped

sirv-token sandbox serves the sandbox until it is stopped: its endpoint on stdout, the rest on stderr.
  --port PORT          0 for any that is free (default: 7478)
  --host HOST          where to listen, such as 0.0.0.0 in a container (default: 127.0.0.1)
  --rate-limit N       requests an hour (default: 500)
  --expires-in SECONDS lifetime of a token whose request does not say (default: 1200)
  --latency MS         milliseconds before every reply (default: 0)
  --json               endpoint, base URL, control path and credentials as JSON on stdout
  --verbose            each request and its status on stderr

Its control path lets tests in any language script what goes wrong; bodies are JSON:
  POST /sandbox/faults    one fault or a list, each for one request, such as
                          {"type":"status","status":503,"path":"/v2/files/stat"}
  POST /sandbox/revoke    {"token":"..."}, or {} for all tokens so far
  POST /sandbox/clock     {"advance":MS} or {"set":EPOCH_MS}
  POST /sandbox/reset     back to the beginning: no files, faults, tokens
  GET  /sandbox/requests  what was answered: method, path, status
Faults are status (status, message, headers), rate-limit and rate-limit-sentence (resetIn), slow (delay),
redirect (location, status), reply (body, status, headers), garbage (size) and cut-off; each may have a path.

Exit codes: 0 done, 2 usage or input, 3 credentials refused, 4 rate limited, 5 network, server or
reply. Those of doctor: 0 nothing failed; else the highest of 2 something is to be set right on this
machine, 3 credentials or token refused, 4 a limit is used up, 5 network, server or reply.
`;

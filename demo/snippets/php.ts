import { bodyOf, type Snippet, type SnippetInputs } from "./snippet.ts";

/** Between single quotes PHP knows two escapes; all else is as it is. */
const quote = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;

export const php: Snippet = {
  id: "php",
  name: "PHP",
  group: "plain",
  language: "php",
  hint: "The cURL extension of PHP 7 and later.",
  write: (inputs) => `<?php

${body(inputs)}
$curl = curl_init(${quote(inputs.endpoint)});
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
    CURLOPT_HTTPHEADER => ['content-type: application/json'],
    CURLOPT_POSTFIELDS => $body,
]);

$response = curl_exec($curl);
if ($response === false) {
    fwrite(STDERR, curl_error($curl) . PHP_EOL);
    exit(1);
}
echo $response, PHP_EOL;
`,
};

function body({ credentials, expiresIn }: SnippetInputs): string {
  if (credentials) return `$body = ${quote(bodyOf(credentials, expiresIn))};\n`;
  return `$body = json_encode([
    'clientId' => getenv('SIRV_CLIENT_ID'),
    'clientSecret' => getenv('SIRV_CLIENT_SECRET'),${expiresIn === undefined ? "" : `\n    'expiresIn' => ${expiresIn},`}
], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
`;
}

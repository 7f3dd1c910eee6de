import { bodyOf, type Snippet } from "./snippet.ts";

/** Between single quotes PHP knows two escapes; all else is as it is. */
const quote = (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`;

export const php: Snippet = {
  id: "php",
  name: "PHP",
  hint: "The cURL extension of PHP 7 and later.",
  write: (inputs) => `<?php

$curl = curl_init(${quote(inputs.endpoint)});
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 30,
    CURLOPT_POST => true,
    CURLOPT_HTTPHEADER => ['content-type: application/json'],
    CURLOPT_POSTFIELDS => ${quote(bodyOf(inputs))},
]);

$response = curl_exec($curl);
if ($response === false) {
    fwrite(STDERR, curl_error($curl) . PHP_EOL);
    exit(1);
}
echo $response, PHP_EOL;
`,
};

<?php
// The reference's PHP sample: curl.php URL PAYLOAD
$curl = curl_init();
curl_setopt_array($curl, [
  CURLOPT_URL => $argv[1],
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_ENCODING => "",
  CURLOPT_MAXREDIRS => 10,
  CURLOPT_TIMEOUT => 30,
  CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
  CURLOPT_CUSTOMREQUEST => "POST",
  CURLOPT_POSTFIELDS => $argv[2],
  CURLOPT_HTTPHEADER => [
    "authorization: Bearer BEARER_TOKEN_HERE",
    "content-type: application/json",
  ],
]);
$response = curl_exec($curl);
if ($response === false) {
  fwrite(STDERR, curl_error($curl));
  exit(1);
}
echo $response;

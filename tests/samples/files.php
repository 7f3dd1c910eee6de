<?php
// What a client does with its token, in PHP: files.php SANDBOX, the JSON that the command prints.
$sandbox = json_decode($argv[1], true);
$token = null;

function send($method, $path, $query = [], $body = null, $type = "application/json")
{
  global $sandbox, $token;
  $headers = ["content-type: $type"];
  if ($token) $headers[] = "authorization: Bearer $token";
  $curl = curl_init($sandbox["baseUrl"] . $path . ($query ? "?" . http_build_query($query) : ""));
  curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => $method,
    CURLOPT_HTTPHEADER => $headers,
    CURLOPT_RETURNTRANSFER => true,
  ]);
  if ($body !== null) {
    curl_setopt($curl, CURLOPT_POSTFIELDS, is_array($body) ? json_encode($body) : $body);
  }
  $text = curl_exec($curl);
  return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $text];
}

function read(...$args)
{
  [$status, $text] = send(...$args);
  if ($status !== 200) throw new Exception($text);
  return json_decode($text, true);
}

$token = read("POST", "token", [], $sandbox["credentials"])["token"];
foreach (range(101, 220) as $number) {
  send("POST", "files/upload", ["filename" => "/shop/image $number.jpg"], "FAKE image $number", "image/jpeg");
}

$pages = [];
$continuation = null;
do {
  $page = read("GET", "files/readdir", ["dirname" => "/shop", "continuation" => $continuation]);
  $pages[] = count($page["contents"]);
  $continuation = $page["continuation"] ?? null;
} while ($continuation);

$search = read("POST", "files/search", [], [
  "query" => "extension:.jpg AND -dirname:\\/.Trash",
  "sort" => ["filename.raw" => "asc"],
  "from" => 0,
  "size" => 5,
]);
$moved = ["filename" => "/other/1.jpg"];
$size = read("GET", "files/stat", ["filename" => "/shop/image 101.jpg"])["size"];
$statuses = [
  send("POST", "files/rename", ["from" => "/shop/image 101.jpg", "to" => "/other/1.jpg"])[0],
  send("POST", "files/delete", $moved)[0],
  send("GET", "files/stat", $moved)[0],
];
$storage = read("GET", "account/storage");
echo json_encode([
  "size" => $size,
  "pages" => $pages,
  "total" => $search["total"],
  "first" => $search["hits"][0]["_source"]["filename"],
  "statuses" => $statuses,
  "files" => $storage["files"],
  "used" => $storage["used"],
]);

# What a client does with its token, in curl: files.sh SANDBOX, the JSON that the command prints.
set -euo pipefail
base=$(jq --raw-output .baseUrl <<<"$1")
credentials=$(jq --compact-output .credentials <<<"$1")

token=$(curl --silent --fail "${base}token" --header 'content-type: application/json' \
  --data "$credentials" | jq --raw-output .token)

# send METHOD PATH [CURL'S OWN…]
send() {
  curl --silent --fail --request "$1" "$base$2" --header "authorization: Bearer $token" "${@:3}"
}
status() {
  send "$@" --output /dev/null --write-out '%{http_code}' || true
}

for number in $(seq 101 220); do
  send POST "files/upload?filename=%2Fshop%2Fimage%20$number.jpg" \
    --header 'content-type: image/jpeg' --data-binary "FAKE image $number"
done
size=$(send GET 'files/stat?filename=%2Fshop%2Fimage%20101.jpg' | jq .size)

pages=()
continuation=
while
  page=$(send GET "files/readdir?dirname=%2Fshop&continuation=$continuation")
  pages+=("$(jq '.contents | length' <<<"$page")")
  continuation=$(jq --raw-output '.continuation // empty' <<<"$page")
  [[ -n $continuation ]]
do :; done

search=$(send POST files/search --header 'content-type: application/json' \
  --data '{"query":"extension:.jpg AND -dirname:\\/.Trash","sort":{"filename.raw":"asc"},"from":0,"size":5}')
renamed=$(status POST 'files/rename?from=%2Fshop%2Fimage%20101.jpg&to=%2Fother%2F1.jpg')
deleted=$(status POST 'files/delete?filename=%2Fother%2F1.jpg')
gone=$(status GET 'files/stat?filename=%2Fother%2F1.jpg')

jq --null-input --compact-output \
  --argjson size "$size" \
  --argjson pages "[$(IFS=,; echo "${pages[*]}")]" \
  --argjson search "$search" \
  --argjson statuses "[$renamed,$deleted,$gone]" \
  --argjson storage "$(send GET account/storage)" \
  '{$size, $pages, total: $search.total, first: $search.hits[0]._source.filename, $statuses,
    files: $storage.files, used: $storage.used}'

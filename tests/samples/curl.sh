# The reference's curl sample: curl.sh URL PAYLOAD
curl --silent --show-error --request POST \
  --url "$1" \
  --header 'authorization: Bearer BEARER_TOKEN_HERE' \
  --header 'content-type: application/json' \
  --data "$2"

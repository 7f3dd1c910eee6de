# The reference's Python sample: http_client.py URL PAYLOAD
import http.client
import sys
from urllib.parse import urlsplit

url = urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(url.netloc)
connection.request(
    "POST",
    url.path,
    sys.argv[2].encode(),
    {"content-type": "application/json", "authorization": "Bearer BEARER_TOKEN_HERE"},
)
print(connection.getresponse().read().decode())

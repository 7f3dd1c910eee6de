# What a client does with its token, in Python: files.py SANDBOX, the JSON that the command prints.
import json
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

sandbox = json.loads(sys.argv[1])
token = None


def send(method, path, query=None, body=None, content_type="application/json"):
    url = sandbox["baseUrl"] + path + (f"?{urlencode(query)}" if query else "")
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    headers = {"content-type": content_type}
    if token:
        headers["authorization"] = f"Bearer {token}"
    try:
        with urlopen(Request(url, data, headers, method=method)) as response:
            return response.status, response.read()
    except HTTPError as error:
        return error.code, error.read()


def read(*args):
    status, text = send(*args)
    assert status == 200, text
    return json.loads(text)


token = read("POST", "token", None, sandbox["credentials"])["token"]
for number in range(101, 221):
    filename = {"filename": f"/shop/image {number}.jpg"}
    send("POST", "files/upload", filename, f"FAKE image {number}".encode(), "image/jpeg")

pages = []
query = {"dirname": "/shop"}
while True:
    page = read("GET", "files/readdir", query)
    pages.append(len(page["contents"]))
    if "continuation" not in page:
        break
    query["continuation"] = page["continuation"]

search = read("POST", "files/search", None, {
    "query": "extension:.jpg AND -dirname:\\/.Trash",
    "sort": {"filename.raw": "asc"},
    "from": 0,
    "size": 5,
})
moved = {"filename": "/other/1.jpg"}
size = read("GET", "files/stat", {"filename": "/shop/image 101.jpg"})["size"]
statuses = [
    send("POST", "files/rename", {"from": "/shop/image 101.jpg", "to": "/other/1.jpg"})[0],
    send("POST", "files/delete", moved)[0],
    send("GET", "files/stat", moved)[0],
]
storage = read("GET", "account/storage")
print(json.dumps({
    "size": size,
    "pages": pages,
    "total": search["total"],
    "first": search["hits"][0]["_source"]["filename"],
    "statuses": statuses,
    "files": storage["files"],
    "used": storage["used"],
}))

"""An event bus for tests, on a free port of the loopback interface. botocore's own model says which requests are right, and its
signer which signatures. GET /events tells all that arrived; PUT /script says what the next calls refuse, by an error code or null
for each of their entries. Ends with the process that started it.
"""

import hashlib
import json
import os
import re
import sys
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

CREDENTIALS = Credentials("local", "local")
MODEL = ServiceModel(Loader().load_service_model("events", "service-2"), "events")
PUT_EVENTS = MODEL.operation_model("PutEvents").input_shape
MOST = 256 * 1024
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=local/\d{8}/([a-z0-9-]+)/events/aws4_request, ?"
    r"SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})"
)

lock = threading.Lock()
events = []
script = []


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def region_of(handler, body):
    """Checks the signature. Returns the region that the request is signed for."""
    authorization = AUTHORIZATION.fullmatch(handler.headers.get("Authorization", ""))
    if not authorization:
        raise Refused("IncompleteSignatureException", "the Authorization header is not as it should be")
    region, signed, signature = authorization.groups()
    headers = {name: handler.headers[name] for name in signed.split(";")}
    digest = headers.get("x-amz-content-sha256")
    if digest and digest != hashlib.sha256(body).hexdigest():
        raise Refused("InvalidSignatureException", "the digest is not that of the body")
    url = "http://%s%s" % (handler.headers["Host"], handler.path)
    request = AWSRequest(method=handler.command, url=url, data=body, headers=headers)
    request.context["timestamp"] = handler.headers["X-Amz-Date"]
    signer = SigV4Auth(CREDENTIALS, "events", region)
    expected = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
    if expected != signature:
        raise Refused("InvalidSignatureException", "the signature does not match")
    return region


def size(entry):
    texts = [entry["Source"], entry["DetailType"], entry["Detail"], *entry.get("Resources", [])]
    return (14 if "Time" in entry else 0) + sum(len(text.encode()) for text in texts)


def check(request):
    for entry in request["Entries"]:
        if "Time" in entry:
            entry["Time"] = datetime.fromtimestamp(entry["Time"], timezone.utc)
    report = ParamValidator().validate(request, PUT_EVENTS)
    if report.has_errors():
        raise Refused("ValidationException", report.generate_report())
    entries = request["Entries"]
    if not 1 <= len(entries) <= 10:
        raise Refused("ValidationException", "there are %d entries" % len(entries))
    if sum(map(size, entries)) >= MOST:
        raise Refused("ValidationException", "Total size of the entries in the request is over the limit.")


def malformed(entry):
    try:
        return None if isinstance(json.loads(entry["Detail"]), dict) else "MalformedDetail"
    except ValueError:
        return "MalformedDetail"


def put(request, region):
    """Takes what is right and not refused by the script. Returns the answer."""
    results = []
    codes = script.pop(0) if script else []
    for place, entry in enumerate(request["Entries"]):
        code = (codes[place] if place < len(codes) else None) or malformed(entry)
        if code:
            results.append({"ErrorCode": code, "ErrorMessage": "no"})
        else:
            entry["Time"] = entry["Time"].isoformat() if "Time" in entry else None
            events.append({**entry, "Region": region})
            results.append({"EventId": str(len(events))})
    return {"FailedEntryCount": sum("ErrorCode" in result for result in results), "Entries": results}


class Bus(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.body()
        try:
            region = region_of(self, body)
            if self.headers.get("X-Amz-Target") != "AWSEvents.PutEvents":
                raise Refused("UnknownOperationException", "this bus only takes events")
            request = json.loads(body)
            check(request)
            with lock:
                self.answer(200, put(request, region))
        except Refused as refused:
            self.answer(400, {"__type": refused.code, "message": str(refused)})

    def do_GET(self):
        with lock:
            self.answer(200, events)

    def do_PUT(self):
        with lock:
            script[:] = json.loads(self.body())
            self.answer(200, {})

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


Bus.wbufsize = -1  # an answer in one piece
server = ThreadingHTTPServer(("127.0.0.1", 0), Bus)
server.daemon_threads = True
threading.Thread(target=end_with_parent, daemon=True).start()
print("Listens on port %d" % server.server_port, flush=True)
server.serve_forever()

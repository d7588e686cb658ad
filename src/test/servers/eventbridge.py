"""An event bus for tests, on a free port of the loopback interface. botocore's own model says which requests are right, and its
signer which signatures. GET /events tells all that arrived; PUT /script says what the next calls refuse, by an error code or null
for each of their entries. Ends with the process that started it.
"""

import json
import threading
from datetime import datetime, timezone

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from loopback import Handler, serve
from signature import Refused, region_of

MODEL = ServiceModel(Loader().load_service_model("events", "service-2"), "events")
PUT_EVENTS = MODEL.operation_model("PutEvents").input_shape
MOST = 256 * 1024

lock = threading.Lock()
events = []
script = []


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


class Bus(Handler):
    def do_POST(self):
        body = self.body()
        try:
            region = region_of(self, body, "events")
            if self.headers.get("X-Amz-Target") != "AWSEvents.PutEvents":
                raise Refused("UnknownOperationException", "this bus only takes events")
            request = json.loads(body)
            check(request)
            with lock:
                self.tell(200, put(request, region))
        except Refused as refused:
            self.tell(400, {"__type": refused.code, "message": str(refused)})

    def do_GET(self):
        with lock:
            self.tell(200, events)

    def do_PUT(self):
        with lock:
            script[:] = json.loads(self.body())
            self.tell(200, {})

    def tell(self, status, content):
        self.answer_json(status, content, "application/x-amz-json-1.1")


serve(Bus)

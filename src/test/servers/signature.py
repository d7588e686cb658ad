"""Checks signatures, by AWS's own signer for Python. The secret is "local", and so is the key; the key "role" goes with the session
token "token", as the keys of roles do.
"""

import hashlib
import re
from datetime import datetime, timedelta, timezone

from botocore.auth import SIGV4_TIMESTAMP, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SECRET = "local"
TOKENS = {"local": None, "role": "token"}
MOST_SKEW = timedelta(minutes=5)
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([a-z]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, ?"
    r"SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})"
)


class Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def incomplete(message):
    return Refused("IncompleteSignatureException", message)


def invalid(message):
    return Refused("InvalidSignatureException", message)


def region_of(handler, body, service):
    """Checks the signature. Returns the region that the request is signed for."""
    authorization = AUTHORIZATION.fullmatch(handler.headers.get("Authorization", ""))
    if not authorization:
        raise incomplete("the Authorization header is not as it should be")
    key, day, region, scope, names, signature = authorization.groups()
    signed = names.split(";")
    if scope != service:
        raise invalid("the signature is for service '%s'" % scope)
    if key not in TOKENS or handler.headers.get("X-Amz-Security-Token") != TOKENS[key]:
        raise Refused("UnrecognizedClientException", "the security token in the request is invalid")
    check_time(handler.headers.get("X-Amz-Date", ""), day)
    check_headers(handler, signed, body)
    if signature != expected(handler, body, signed, SigV4Auth(Credentials(key, SECRET), service, region)):
        raise invalid("the signature does not match")
    return region


def check_time(text, day):
    try:
        time = datetime.strptime(text, SIGV4_TIMESTAMP).replace(tzinfo=timezone.utc)
    except ValueError:
        raise incomplete("the time is not as it should be")
    if not text.startswith(day) or abs(datetime.now(timezone.utc) - time) > MOST_SKEW:
        raise invalid("the signature is not of now")


def check_headers(handler, signed, body):
    for name in map(str.lower, handler.headers):
        if name not in signed and (name == "host" or name.startswith("x-amz-")):
            raise incomplete("the header '%s' is not signed" % name)
    for name in signed:
        if name not in handler.headers:
            raise incomplete("the header '%s' is signed, and missing" % name)
    digest = handler.headers.get("X-Amz-Content-Sha256")
    if digest and digest != hashlib.sha256(body).hexdigest():
        raise invalid("the digest is not that of the body")


def expected(handler, body, signed, signer):
    url = "http://%s%s" % (handler.headers["Host"], handler.path)
    headers = {name: handler.headers[name] for name in signed}
    request = AWSRequest(method=handler.command, url=url, data=body, headers=headers)
    request.context["timestamp"] = handler.headers["X-Amz-Date"]
    return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)

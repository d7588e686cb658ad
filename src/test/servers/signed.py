"""A gateway in front of a search server for tests, as Amazon OpenSearch Service has one: a request with the right signature is
passed on. The first argument is the server's address, the second what is asked for: signatures for a region, or name:password.
"""

import base64
import http.client
import sys
from urllib.parse import urlsplit

from loopback import Handler, serve
from signature import Refused, region_of

SERVER = urlsplit(sys.argv[1]).netloc
WANTED = sys.argv[2]
BASIC = "Basic " + base64.b64encode(WANTED.encode()).decode()
UNAUTHORIZED = {"WWW-Authenticate": 'Basic realm="search"', "Content-Type": "text/plain"}


class Gateway(Handler):
    def do_POST(self):
        body = self.body()
        if ":" not in WANTED:
            self.pass_signed(body)
        elif self.headers.get("Authorization") == BASIC:
            self.pass_on(body)
        else:
            self.answer(401, b"Unauthorized", UNAUTHORIZED)

    do_PUT = do_POST

    def pass_signed(self, body):
        try:
            region = region_of(self, body, "es")
            if region != WANTED:
                raise Refused("InvalidSignatureException", "the signature is for region '%s'" % region)
        except Refused as refused:
            self.answer_json(403, {"message": str(refused)})
        else:
            self.pass_on(body)

    def pass_on(self, body):
        connection = http.client.HTTPConnection(SERVER)
        headers = {name: self.headers[name] for name in ["Accept", "Content-Type"] if name in self.headers}
        connection.request(self.command, self.path, body, headers)
        response = connection.getresponse()
        self.answer(response.status, response.read(), {"Content-Type": response.headers["Content-Type"]})
        connection.close()


serve(Gateway)

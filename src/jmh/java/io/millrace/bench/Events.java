package io.millrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events as Lambda delivers them from a stream: changes of orders, about 1 KB of JSON a record. */
final class Events {

    private static final String RECORD = """
            {
              "eventID": "c4ca4238a0b923820dcc509a6f75849b",
              "eventName": "INSERT",
              "eventVersion": "1.1",
              "eventSource": "aws:dynamodb",
              "awsRegion": "eu-central-1",
              "dynamodb": {
                "ApproximateCreationDateTime": 1760000000,
                "Keys": {"orderId": {"S": "o-%1$d"}},
                "OldImage": {
                  "orderId": {"S": "o-%1$d"},
                  "status": {"S": "CART"},
                  "total": {"N": "99.90"},
                  "items": {"L": [{"M": {"sku": {"S": "A-100"}, "quantity": {"N": "1"}}}]}
                },
                "NewImage": {
                  "orderId": {"S": "o-%1$d"},
                  "status": {"S": "PLACED"},
                  "total": {"N": "149.90"},
                  "items": {"L": [{"M": {"sku": {"S": "A-100"}, "quantity": {"N": "2"}}}]}
                },
                "SequenceNumber": "%2$d",
                "SizeBytes": 120,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "eventSourceARN":
                "arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-11-01T00:00:00.000"
            }""";
    private static final long FIRST_SEQUENCE_NUMBER = 100_000_000_000_000_000L;

    private Events() {}

    static byte[] ofRecords(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> RECORD.formatted(n, FIRST_SEQUENCE_NUMBER + n))
                .collect(Collectors.joining(",", "{\"Records\": [", "]}"))
                .getBytes(UTF_8);
    }
}

"""Prints a table's stream as botocore, the library of the AWS CLI and of boto3, reads it: read_stream.py ENDPOINT TABLE"""
import json
import sys

import botocore.session

endpoint, table = sys.argv[1:]
client = botocore.session.get_session().create_client(
    "dynamodbstreams", endpoint_url=endpoint, region_name="eu-west-1",
    aws_access_key_id="local", aws_secret_access_key="local")
arn = client.list_streams(TableName=table)["Streams"][0]["StreamArn"]
stream = client.describe_stream(StreamArn=arn)["StreamDescription"]
shard = stream["Shards"][0]["ShardId"]
iterator = client.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
page = client.get_records(ShardIterator=iterator)
print(json.dumps({"stream": stream, "records": page["Records"], "next": "NextShardIterator" in page}, default=str))

"""Conversations of boto3 with the embedded store; one function each.

Called as `boto3-client.py NAME ORIGIN ACCESS_KEY SECRET_KEY`; a wrong answer ends it with a traceback.
"""

import io
import sys
import urllib.request
from datetime import datetime, timedelta, timezone

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

MEBIBYTE = 1024 * 1024


def refused(code, call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"not refused; expected {code}")


def objects(s3):
    s3.create_bucket(Bucket="boto-objects")
    large = b"0123456789abcdef" * (MEBIBYTE + 1)
    config = TransferConfig(multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE)
    s3.upload_fileobj(io.BytesIO(large), "boto-objects", "large", Config=config)
    target = io.BytesIO()
    s3.download_fileobj("boto-objects", "large", target, Config=config)
    assert target.getvalue() == large
    for algorithm in ["CRC32", "SHA1", "SHA256"]:
        s3.put_object(Bucket="boto-objects", Key=algorithm, Body=b"hello", ChecksumAlgorithm=algorithm)
        head = s3.head_object(Bucket="boto-objects", Key=algorithm, ChecksumMode="ENABLED")
        assert head[f"Checksum{algorithm}"]
    refused(
        "PreconditionFailed",
        lambda: s3.put_object(Bucket="boto-objects", Key="SHA1", Body=b"", IfNoneMatch="*"),
    )
    refused("NoSuchKey", lambda: s3.get_object(Bucket="boto-objects", Key="missing"))


def paginators(s3):
    s3.create_bucket(Bucket="boto-pages")
    for index in range(30):
        s3.put_object(Bucket="boto-pages", Key=f"{index:02}/k", Body=b"")
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="boto-pages", Delimiter="/", PaginationConfig={"PageSize": 7}
    )
    assert len([entry for page in pages for entry in page["CommonPrefixes"]]) == 30


def versions(s3):
    s3.create_bucket(Bucket="boto-versions")
    s3.put_bucket_versioning(Bucket="boto-versions", VersioningConfiguration={"Status": "Enabled"})
    for text in [b"1", b"2"]:
        s3.put_object(Bucket="boto-versions", Key="k", Body=text)
    s3.delete_object(Bucket="boto-versions", Key="k")
    listed = s3.list_object_versions(Bucket="boto-versions")
    assert len(listed["Versions"]) == 2 and len(listed["DeleteMarkers"]) == 1
    boto3.resource("s3", **CONNECTION).Bucket("boto-versions").object_versions.delete()
    s3.delete_bucket(Bucket="boto-versions")


def locks(s3):
    s3.create_bucket(Bucket="boto-locks", ObjectLockEnabledForBucket=True)
    until = datetime.now(timezone.utc) + timedelta(days=1)
    version = s3.put_object(
        Bucket="boto-locks",
        Key="k",
        Body=b"x",
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=until,
    )["VersionId"]
    refused(
        "AccessDenied",
        lambda: s3.delete_object(
            Bucket="boto-locks", Key="k", VersionId=version, BypassGovernanceRetention=True
        ),
    )
    s3.put_object_legal_hold(Bucket="boto-locks", Key="k", LegalHold={"Status": "ON"})
    assert s3.get_object_legal_hold(Bucket="boto-locks", Key="k")["LegalHold"]["Status"] == "ON"
    refused("NoSuchKey", lambda: s3.get_object_retention(Bucket="boto-locks", Key="missing"))


def settings(s3):
    s3.create_bucket(Bucket="boto-settings")
    refused("NoSuchCORSConfiguration", lambda: s3.get_bucket_cors(Bucket="boto-settings"))
    rule = {"AllowedOrigins": ["https://a.example"], "AllowedMethods": ["GET"]}
    s3.put_bucket_cors(Bucket="boto-settings", CORSConfiguration={"CORSRules": [rule]})
    assert s3.get_bucket_cors(Bucket="boto-settings")["CORSRules"][0]["AllowedMethods"] == ["GET"]
    s3.put_bucket_tagging(Bucket="boto-settings", Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})
    assert s3.get_bucket_tagging(Bucket="boto-settings")["TagSet"] == [{"Key": "k", "Value": "v"}]
    rules = [
        {
            "ID": "r",
            "Status": "Enabled",
            "Filter": {"And": {"Prefix": "a", "Tags": [{"Key": "k", "Value": "v"}]}},
            "Expiration": {"Days": 1},
        },
        {"ID": "u", "Status": "Enabled", "Filter": {}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}},
    ]
    s3.put_bucket_lifecycle_configuration(Bucket="boto-settings", LifecycleConfiguration={"Rules": rules})
    assert s3.get_bucket_lifecycle_configuration(Bucket="boto-settings")["Rules"][0]["ID"] == "r"
    assert s3.get_bucket_acl(Bucket="boto-settings")["Grants"][0]["Permission"] == "FULL_CONTROL"
    s3.put_object(Bucket="boto-settings", Key="k", Body=b"abc", Tagging="a=1&b=2")
    assert len(s3.get_object_tagging(Bucket="boto-settings", Key="k")["TagSet"]) == 2
    attributes = s3.get_object_attributes(
        Bucket="boto-settings", Key="k", ObjectAttributes=["ETag", "ObjectSize", "StorageClass"]
    )
    assert attributes["ObjectSize"] == 3
    customer = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": "32byteslongsecretkeymustprovided"}
    s3.put_object(Bucket="boto-settings", Key="secret", Body=b"secret", **customer)
    assert s3.get_object(Bucket="boto-settings", Key="secret", **customer)["Body"].read() == b"secret"
    refused("InvalidRequest", lambda: s3.get_object(Bucket="boto-settings", Key="secret"))


def sessions(s3):
    s3.create_bucket(Bucket="boto-sessions")
    sts = boto3.client("sts", **CONNECTION)
    answer = sts.assume_role(RoleArn="arn:aws:iam::123456789012:role/any", RoleSessionName="tests")
    keys = answer["Credentials"]
    session = boto3.client(
        "s3",
        **CONNECTION
        | {
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
            "aws_session_token": keys["SessionToken"],
        },
    )
    session.put_object(Bucket="boto-sessions", Key="k", Body=b"by session")
    url = session.generate_presigned_url("get_object", {"Bucket": "boto-sessions", "Key": "k"})
    with urllib.request.urlopen(url) as result:
        assert result.read() == b"by session"


def forms(s3):
    s3.create_bucket(Bucket="boto-forms")
    form = s3.generate_presigned_post("boto-forms", "up/${filename}", Conditions=[["content-length-range", 1, 10]])
    boundary = "0123456789"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    ]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\nfile\r\n')
    body = ("".join(parts) + f"--{boundary}--\r\n").encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with urllib.request.urlopen(urllib.request.Request(form["url"], body, headers)) as answer:
        assert answer.status == 204
    assert s3.get_object(Bucket="boto-forms", Key="up/f.txt")["Body"].read() == b"file"


NAME, ORIGIN, ACCESS_KEY, SECRET_KEY = sys.argv[1:5]
CONNECTION = {
    "endpoint_url": ORIGIN,
    "aws_access_key_id": ACCESS_KEY,
    "aws_secret_access_key": SECRET_KEY,
    "region_name": "us-east-1",
    "config": Config(signature_version="s3v4", s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
}
globals()[NAME](boto3.client("s3", **CONNECTION))
print("done")

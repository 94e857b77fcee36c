"""Conversations of the documents' Python client (`minio`) with the embedded store; one function each.

Called as `minio-client.py NAME ENDPOINT ACCESS_KEY SECRET_KEY`; a wrong answer ends it with a traceback.
"""

import io
import sys
import threading
import urllib.request
from datetime import datetime, timedelta, timezone

from minio import Minio
from minio.commonconfig import ENABLED, COPY, GOVERNANCE, REPLACE, ComposeSource, CopySource, Filter, Tags
from minio.datatypes import PostPolicy
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from minio.legalhold import LegalHold
from minio.lifecycleconfig import Expiration, LifecycleConfig, Rule
from minio.notificationconfig import NotificationConfig, QueueConfig, PrefixFilterRule, SuffixFilterRule
from minio.objectlockconfig import DAYS, ObjectLockConfig
from minio.replicationconfig import DeleteMarkerReplication, Destination, ReplicationConfig
from minio.replicationconfig import Rule as ReplicationRule
from minio.retention import Retention
from minio.select import CSVInputSerialization, CSVOutputSerialization, SelectRequest
from minio.sse import SseCustomerKey
from minio.sseconfig import Rule as SseRule
from minio.sseconfig import SSEConfig
from minio.versioningconfig import SUSPENDED, VersioningConfig

MEBIBYTE = 1024 * 1024


def put(client, bucket, name, text, **rest):
    body = text if isinstance(text, bytes) else text.encode()
    return client.put_object(bucket, name, io.BytesIO(body), len(body), **rest)


def read(client, bucket, name, **rest):
    answer = client.get_object(bucket, name, **rest)
    try:
        return answer.read()
    finally:
        answer.close()
        answer.release_conn()


def refused(code, call):
    try:
        call()
    except S3Error as error:
        assert error.code == code, f"{error.code} instead of {code}"
        return
    raise AssertionError(f"not refused; expected {code}")


def buckets(client):
    assert not client.bucket_exists("py-made")
    client.make_bucket("py-made", "eu-west-1")
    assert client.bucket_exists("py-made")
    assert "py-made" in [bucket.name for bucket in client.list_buckets()]
    put(client, "py-made", "k", "text")
    refused("BucketNotEmpty", lambda: client.remove_bucket("py-made"))
    client.remove_object("py-made", "k")
    client.remove_bucket("py-made")


def objects(client):
    client.make_bucket("py-objects")
    for name in ["a b/中+~'()*", "100%.txt", "folder/"]:
        put(client, "py-objects", name, name, metadata={"note": "kept"}, content_type="text/plain")
        assert read(client, "py-objects", name) == name.encode()
        stat = client.stat_object("py-objects", name)
        assert stat.size == len(name.encode()) and stat.metadata["x-amz-meta-note"] == "kept"
    assert read(client, "py-objects", "100%.txt", offset=1, length=3) == b"00%"
    large = bytes(range(256)) * (11 * MEBIBYTE // 256)
    result = put(client, "py-objects", "large", large, part_size=5 * MEBIBYTE)
    assert result.etag.endswith("-3")
    assert read(client, "py-objects", "large") == large
    refused("NoSuchKey", lambda: client.stat_object("py-objects", "missing"))


def listings(client):
    client.make_bucket("py-list")
    for index in range(25):
        put(client, "py-list", f"{'d/' if index % 2 else ''}{index:02}", "x", tags=None, metadata={"n": str(index)})
    names = [entry.object_name for entry in client.list_objects("py-list", recursive=True)]
    assert len(names) == 25 and names == sorted(names)
    flat = [entry.object_name for entry in client.list_objects("py-list")]
    assert "d/" in flat and len(flat) == 14
    assert [e.object_name for e in client.list_objects("py-list", prefix="d/", start_after="d/21")] == ["d/23"]
    assert len(list(client.list_objects("py-list", recursive=True, use_api_v1=True))) == 25
    described = list(client.list_objects("py-list", recursive=True, include_user_meta=True))
    assert described[0].metadata is not None


def versions(client):
    client.make_bucket("py-versions")
    client.set_bucket_versioning("py-versions", VersioningConfig(ENABLED))
    assert client.get_bucket_versioning("py-versions").status == ENABLED
    ids = [put(client, "py-versions", "k", text).version_id for text in ["1", "2"]]
    client.remove_object("py-versions", "k")
    found = list(client.list_objects("py-versions", include_version=True))
    assert [entry.is_delete_marker for entry in found].count(True) == 1
    assert read(client, "py-versions", "k", version_id=ids[0]) == b"1"
    marker = next(entry for entry in found if entry.is_delete_marker)
    client.remove_object("py-versions", "k", version_id=marker.version_id)
    assert read(client, "py-versions", "k") == b"2"
    client.set_bucket_versioning("py-versions", VersioningConfig(SUSPENDED))
    assert put(client, "py-versions", "k", "3").version_id == "null"


def copies(client):
    client.make_bucket("py-copies")
    put(client, "py-copies", "source", b"s" * 6 * MEBIBYTE, metadata={"a": "1"})
    client.copy_object("py-copies", "copy", CopySource("py-copies", "source"))
    assert client.stat_object("py-copies", "copy").metadata["x-amz-meta-a"] == "1"
    client.copy_object(
        "py-copies",
        "changed",
        CopySource("py-copies", "source"),
        metadata={"b": "2"},
        metadata_directive=REPLACE,
    )
    assert client.stat_object("py-copies", "changed").metadata["x-amz-meta-b"] == "2"
    refused(
        "PreconditionFailed",
        lambda: client.copy_object("py-copies", "no", CopySource("py-copies", "source", match_etag="0" * 32)),
    )
    client.compose_object(
        "py-copies", "whole", [ComposeSource("py-copies", "source"), ComposeSource("py-copies", "copy")]
    )
    assert client.stat_object("py-copies", "whole").size == 12 * MEBIBYTE
    assert COPY == "COPY"


def removals(client):
    client.make_bucket("py-removals")
    for index in range(1100):
        put(client, "py-removals", f"k{index}", "")
    errors = list(client.remove_objects("py-removals", (DeleteObject(f"k{index}") for index in range(1100))))
    assert errors == []
    assert list(client.list_objects("py-removals")) == []


def tags(client):
    client.make_bucket("py-tags")
    new = Tags.new_bucket_tags()
    new["team"] = "storage"
    assert client.get_bucket_tags("py-tags") is None
    client.set_bucket_tags("py-tags", new)
    assert client.get_bucket_tags("py-tags")["team"] == "storage"
    client.delete_bucket_tags("py-tags")
    of_object = Tags.new_object_tags()
    of_object["k 1"] = "v+1"
    put(client, "py-tags", "k", "x", tags=of_object)
    assert client.get_object_tags("py-tags", "k")["k 1"] == "v+1"
    client.delete_object_tags("py-tags", "k")
    assert client.get_object_tags("py-tags", "k") is None


def lock(client):
    client.make_bucket("py-lock", object_lock=True)
    client.set_object_lock_config("py-lock", ObjectLockConfig(GOVERNANCE, 1, DAYS))
    assert client.get_object_lock_config("py-lock").mode == GOVERNANCE
    version = put(client, "py-lock", "k", "x", legal_hold=False).version_id
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=2)
    client.set_object_retention("py-lock", "k", Retention(GOVERNANCE, until))
    assert client.get_object_retention("py-lock", "k").retain_until_date == until
    client.enable_object_legal_hold("py-lock", "k")
    assert client.is_object_legal_hold_enabled("py-lock", "k")
    client.disable_object_legal_hold("py-lock", "k")
    assert not client.is_object_legal_hold_enabled("py-lock", "k")
    refused(LOCKED, lambda: client.remove_object("py-lock", "k", version_id=version))
    errors = list(
        client.remove_objects("py-lock", [DeleteObject("k", version)], bypass_governance_mode=True)
    )
    assert errors == []
    client.delete_object_lock_config("py-lock")
    assert client.get_object_lock_config("py-lock").mode is None
    assert LegalHold is not None


def policy(client):
    client.make_bucket("py-policy")
    put(client, "py-policy", "k", "public")
    refused("NoSuchBucketPolicy", lambda: client.get_bucket_policy("py-policy"))
    document = (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},'
        '"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::py-policy/*"]}]}'
    )
    client.set_bucket_policy("py-policy", document)
    assert "s3:GetObject" in client.get_bucket_policy("py-policy")
    with urllib.request.urlopen(f"http://{ENDPOINT}/py-policy/k") as answer:
        assert answer.read() == b"public"
    client.delete_bucket_policy("py-policy")
    refused("MalformedPolicy", lambda: client.set_bucket_policy("py-policy", '{"Statement":[{}]}'))


def lifecycle(client):
    client.make_bucket("py-lifecycle")
    assert client.get_bucket_lifecycle("py-lifecycle") is None
    rule = Rule(ENABLED, rule_filter=Filter(prefix="tmp/"), rule_id="r1", expiration=Expiration(days=3))
    client.set_bucket_lifecycle("py-lifecycle", LifecycleConfig([rule]))
    assert client.get_bucket_lifecycle("py-lifecycle").rules[0].expiration.days == 3
    client.delete_bucket_lifecycle("py-lifecycle")


def notification(client):
    client.make_bucket("py-notification")
    queue = QueueConfig(
        queue="arn:minio:sqs::x:webhook",
        events=["s3:ObjectCreated:*"],
        config_id="1",
        prefix_filter_rule=PrefixFilterRule("a"),
        suffix_filter_rule=SuffixFilterRule(".txt"),
    )
    client.set_bucket_notification("py-notification", NotificationConfig(queue_config_list=[queue]))
    kept = client.get_bucket_notification("py-notification").queue_config_list[0]
    assert kept.queue == "arn:minio:sqs::x:webhook"
    client.delete_bucket_notification("py-notification")
    assert client.get_bucket_notification("py-notification").queue_config_list == []


def listen(client):
    client.make_bucket("py-listen")
    done = threading.Event()

    def write():
        while not done.wait(0.2):
            put(client, "py-listen", "a/k.txt", "x")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with client.listen_bucket_notification("py-listen", prefix="a/", suffix=".txt") as events:
            for event in events:
                assert event["Records"][0]["s3"]["object"]["key"] == "a/k.txt"
                break
    finally:
        done.set()
        writer.join()


def encryption(client):
    client.make_bucket("py-encryption")
    assert client.get_bucket_encryption("py-encryption") is None
    client.set_bucket_encryption("py-encryption", SSEConfig(SseRule.new_sse_s3_rule()))
    assert client.get_bucket_encryption("py-encryption").rule.sse_algorithm == "AES256"
    put(client, "py-encryption", "k", "secret")
    assert client.stat_object("py-encryption", "k").metadata["x-amz-server-side-encryption"] == "AES256"
    client.delete_bucket_encryption("py-encryption")


def replication(client):
    for bucket in ["py-from", "py-to"]:
        client.make_bucket(bucket)
        client.set_bucket_versioning(bucket, VersioningConfig(ENABLED))
    rule = ReplicationRule(
        status=ENABLED,
        destination=Destination("arn:aws:s3:::py-to"),
        delete_marker_replication=DeleteMarkerReplication("Disabled"),
        rule_filter=Filter(prefix=""),
        rule_id="r1",
        priority=1,
    )
    client.set_bucket_replication("py-from", ReplicationConfig("arn:aws:iam::1:role/r", [rule]))
    assert client.get_bucket_replication("py-from").rules[0].rule_id == "r1"
    client.delete_bucket_replication("py-from")
    assert client.get_bucket_replication("py-from") is None


def select(client):
    client.make_bucket("py-select")
    text = "col1,col2\n1,2\n3,4\n"
    put(client, "py-select", "k.csv", text)
    request = SelectRequest(
        "select * from S3Object",
        CSVInputSerialization(file_header_info="NONE"),
        CSVOutputSerialization(),
        request_progress=True,
    )
    with client.select_object_content("py-select", "k.csv", request) as result:
        got = b"".join(result.stream()).decode()
        assert got == text, got
        assert result.stats() is not None


def presigned(client):
    client.make_bucket("py-presigned")
    url = client.presigned_put_object("py-presigned", "a b%.txt", expires=timedelta(hours=1))
    with urllib.request.urlopen(urllib.request.Request(url, data=b"by link", method="PUT")) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(client.presigned_get_object("py-presigned", "a b%.txt")) as answer:
        assert answer.read() == b"by link"
    gone = client.get_presigned_url("DELETE", "py-presigned", "a b%.txt")
    with urllib.request.urlopen(urllib.request.Request(gone, method="DELETE")) as answer:
        assert answer.status == 204


def form(client):
    client.make_bucket("py-form")
    policy = PostPolicy("py-form", datetime.now(timezone.utc) + timedelta(days=10))
    policy.add_starts_with_condition("key", "my/prefix/")
    policy.add_content_length_range_condition(1, 1024)
    fields = client.presigned_post_policy(policy) | {"key": "my/prefix/k"}
    boundary = "0123456789"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nby form\r\n')
    body = ("".join(parts) + f"--{boundary}--\r\n").encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    with urllib.request.urlopen(urllib.request.Request(f"http://{ENDPOINT}/py-form", body, headers)) as answer:
        assert answer.status == 204
    assert read(client, "py-form", "my/prefix/k") == b"by form"


def customer_key(client):
    client.make_bucket("py-customer")
    key = SseCustomerKey(b"32byteslongsecretkeymustprovided")
    put(client, "py-customer", "k", b"x" * 6 * MEBIBYTE, sse=key, part_size=5 * MEBIBYTE)
    assert read(client, "py-customer", "k", ssec=key, offset=5 * MEBIBYTE - 1, length=3) == b"xxx"
    refused("InvalidRequest", lambda: read(client, "py-customer", "k"))
    other = SseCustomerKey(b"another 32 byte long secret key!")
    refused("AccessDenied", lambda: read(client, "py-customer", "k", ssec=other))


NAME, ENDPOINT, ACCESS_KEY, SECRET_KEY, LOCKED = sys.argv[1:6]
globals()[NAME](Minio(endpoint=ENDPOINT, access_key=ACCESS_KEY, secret_key=SECRET_KEY, secure=False))
print("done")

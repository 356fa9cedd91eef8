"""S3 Object Lock where moto is too lenient (and once too strict).

Sentences quoted are from the S3 user guide, "Locking objects with Object Lock", and the S3 API reference.
"""

from datetime import datetime, timezone

from flask import request
from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from refusal import Refusal, access_denied


def install():
    S3Backend.put_object_retention = _put_object_retention(S3Backend.put_object_retention)
    S3Backend.put_bucket_versioning = _put_bucket_versioning(S3Backend.put_bucket_versioning)
    S3Backend.put_object_lock_configuration = _put_object_lock_configuration
    S3Response._lock_config_from_body = _enabled_only(S3Response._lock_config_from_body)
    S3Response.get_object = _get_object(S3Response.get_object)
    FakeBucket.set_logging = _set_logging(FakeBucket.set_logging)


def _put_object_retention(original):
    def put(self, bucket_name, key_name, version_id, retention):
        mode, until = retention
        key = self.get_object(bucket_name, key_name, version_id=version_id)
        if until and _time(until) <= datetime.now(timezone.utc):
            raise Refusal("InvalidArgument", "The retain until date must be in the future!")
        if key is not None and _weakens(key, mode, until):
            raise access_denied("Access Denied because object protected by object lock.")
        original(self, bucket_name, key_name, version_id=version_id, retention=retention)

    return put


def _weakens(key, mode, until):
    """"When an object is locked in compliance mode, its retention mode can't be changed, and its retention period can't
    be shortened"; in governance mode the bypass header is needed."""
    if not key.lock_mode or not key.lock_until or _time(key.lock_until) <= datetime.now(timezone.utc):
        return False
    shorter = not until or _time(until) < _time(key.lock_until)
    if key.lock_mode == "COMPLIANCE":
        return shorter or mode != "COMPLIANCE"
    bypass = request.headers.get("x-amz-bypass-governance-retention", "").lower() == "true"
    return (shorter or mode is None) and not bypass


def _time(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _get_object(original):
    def get(self):
        """GetObjectRetention, which moto answers with the object itself."""
        if "retention" not in self.querystring:
            return original(self)
        key, _ = self._get_key()
        if not key.lock_mode:
            message = "The specified object does not have a ObjectLock configuration"
            raise Refusal("NoSuchObjectLockConfiguration", message)
        self.data["Action"] = "GetObjectRetention"
        retention = {"Mode": key.lock_mode, "RetainUntilDate": _time(key.lock_until)}
        return self.serialized(ActionResult({"Retention": retention}))

    return get


def _put_bucket_versioning(original):
    def put(self, bucket_name, status):
        """"When you enable Object Lock on a bucket, you can't disable Object Lock
        or suspend versioning for that bucket."""
        if self.get_bucket(bucket_name).object_lock_enabled and status != "Enabled":
            message = (
                "An Object Lock configuration is present on this bucket, "
                "so the versioning state cannot be changed."
            )
            raise Refusal("InvalidBucketState", message)
        original(self, bucket_name, status)

    return put


def _enabled_only(original):
    def parse(self):
        parsed = original(self)
        if not parsed["enabled"]:
            message = "The XML you provided was not well-formed or did not validate against our published schema"
            raise Refusal("MalformedXML", message)
        return parsed

    return parse


def _put_object_lock_configuration(self, bucket_name, lock_enabled, mode=None, days=None, years=None):
    """Unlike moto, S3 takes a new default retention for a bucket that has objects: it "applies to new objects"."""
    bucket = self.get_bucket(bucket_name)
    if not bucket.is_versioned:
        message = "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration"
        raise Refusal("InvalidBucketState", message)
    bucket.object_lock_enabled = True
    bucket.default_lock_mode = mode
    bucket.default_lock_days = days
    bucket.default_lock_years = years


def _set_logging(original):
    def set_logging(self, logging_config, bucket_backend):
        """"Default bucket retention must not be enabled on the destination bucket" of access logs."""
        target = bucket_backend.buckets.get((logging_config or {}).get("TargetBucket"))
        if target is not None and target.default_lock_mode:
            message = "The target bucket for logging must not have a default retention period."
            raise Refusal("InvalidTargetBucketForLogging", message)
        original(self, logging_config, bucket_backend)

    return set_logging

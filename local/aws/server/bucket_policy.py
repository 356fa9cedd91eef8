"""S3 requests under bucket policies and the identity policies of the principal that asks.

moto ignores conditions, so that every conditional denial would deny always, and resource policies of single principals.
"""

from flask import request
from moto.iam.access_control import PermissionResult
from moto.s3 import responses
from moto.s3.models import FakeBucket, s3_backends

from policy import Asked, refusal
from principals import asking
from refusal import access_denied

# Actions that moto does not tell apart from a plain read or write; the query names them.
_EXTRA_ACTIONS = {
    ("BUCKET", "GET"): {
        "object-lock": "GetBucketObjectLockConfiguration",
        "encryption": "GetEncryptionConfiguration",
        "publicAccessBlock": "GetBucketPublicAccessBlock",
        "ownershipControls": "GetBucketOwnershipControls",
    },
    ("BUCKET", "PUT"): {
        "object-lock": "PutBucketObjectLockConfiguration",
        "encryption": "PutEncryptionConfiguration",
        "publicAccessBlock": "PutBucketPublicAccessBlock",
        "ownershipControls": "PutBucketOwnershipControls",
    },
    ("BUCKET", "DELETE"): {
        "encryption": "PutEncryptionConfiguration",
        "publicAccessBlock": "PutBucketPublicAccessBlock",
        "ownershipControls": "PutBucketOwnershipControls",
    },
    ("KEY", "GET"): {"retention": "GetObjectRetention", "legal-hold": "GetObjectLegalHold"},
    ("KEY", "PUT"): {"retention": "PutObjectRetention", "legal-hold": "PutObjectLegalHold"},
}

# Of the account that owns the bucket: "The root user can perform the GetBucketPolicy, PutBucketPolicy, and DeleteBucketPolicy API actions, even if their
# bucket policy explicitly denies the root user's access" (S3 API reference, PutBucketPolicy).
_NEVER_LOST = {"s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"}


def install():
    for (kind, method), actions in _EXTRA_ACTIONS.items():
        responses.ACTION_MAP[kind][method].update(actions)
    FakeBucket.get_permission = _get_permission
    original = responses.S3Response._authenticate_and_authorize_s3_action
    responses.S3Response._authenticate_and_authorize_s3_action = _authorize(original)


def _authorize(original):
    def authorize(self, bucket_name=None, key_name=None):
        original(self, bucket_name=bucket_name, key_name=key_name)
        bucket = _bucket(bucket_name)
        action = self.data.get("Action")
        if bucket is None or action in (None, "CreateBucket", "DeleteObjects"):
            return
        # The form of a browser upload names the key; its URL is the bucket's.
        key_name = key_name or (request.form.get("key") if action == "PutObject" else None)
        resource = f"{bucket.arn}/{key_name}" if key_name else bucket.arn
        for name in [action, *_implied(action)]:
            reason = _refusal(bucket, f"s3:{name}", resource)
            if reason is not None:
                raise access_denied(_explanation(name, resource, reason))

    return authorize


def _bucket(name):
    """The bucket of that name in whatever account; None where there is none."""
    if name not in s3_backends.bucket_accounts:
        return None
    partition, account = s3_backends.bucket_accounts[name]
    return s3_backends[account][partition].buckets.get(name)


def _implied(action):
    """Actions that a request's headers ask for beside its own."""
    headers = request.headers
    if headers.get("x-amz-bypass-governance-retention", "").lower() == "true":
        yield "BypassGovernanceRetention"
    if action != "PutObject":
        return
    # "To specify a retention period or legal hold for an object, you must have the s3:PutObjectRetention or
    # s3:PutObjectLegalHold permission."
    if "x-amz-object-lock-mode" in headers or "x-amz-object-lock-retain-until-date" in headers:
        yield "PutObjectRetention"
    if "x-amz-object-lock-legal-hold" in headers:
        yield "PutObjectLegalHold"


def _get_permission(self, action, resource):
    """Asked by moto for each key of a bulk deletion; every other request has been judged by `authorize`."""
    if request.method != "POST" or action != "s3:DeleteObject":
        return PermissionResult.NEUTRAL
    return PermissionResult.NEUTRAL if _refusal(self, action, resource) is None else PermissionResult.DENIED


def _explanation(action, resource, reason):
    who = asking().arns[-1]
    return f'User: {who} is not authorized to perform: s3:{action} on resource: "{resource}" {reason}'


def _refusal(bucket, action, resource):
    principal = asking()
    if principal.is_root and principal.account == bucket.account_id and action in _NEVER_LOST:
        return None
    asked = Asked(principal, action, resource, lambda key: _context(principal, action, key))
    return refusal(asked, bucket.policy, owner=bucket.account_id)


def _context(principal, action, key):
    """The value of a condition key in this request; None when the request has none."""
    name = key.lower()
    if name == "aws:principalarn":
        return principal.arns[0]
    if name == "aws:securetransport":
        return "true"  # The loopback interface stands for TLS.
    if name == "s3:objectcreationoperation":
        return _creates_object() if action == "s3:PutObject" else None
    if name == "s3:if-none-match":
        return request.headers.get("If-None-Match")
    if not name.startswith("s3:x-amz-"):
        return None
    header = name.removeprefix("s3:")
    return request.headers.get(header, request.form.get(header))


def _creates_object():
    """"To exempt the CreateMultipartUpload, UploadPart, and UploadPartCopy operations, as these APIs don't accept
    conditional headers" (S3 user guide, "Enforce conditional writes on Amazon S3 buckets")."""
    if request.method == "POST":
        return "false" if "uploads" in request.args else "true"
    return "false" if request.args.keys() >= {"uploadId", "partNumber"} else "true"

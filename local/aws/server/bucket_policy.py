"""Bucket policies: explicit denials to everyone, with their conditions.

moto ignores conditions, so that every conditional denial would deny always. Requests to this server carry no verified
identity, so denials of single principals are not judged. Conditions follow "IAM JSON policy elements: Condition
operators"; one that is not known here fails loudly.
"""

import json
import re

from flask import request
from moto.iam.access_control import PermissionResult
from moto.s3 import responses
from moto.s3.models import FakeBucket

from refusal import Refusal, access_denied

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


def install():
    for (kind, method), actions in _EXTRA_ACTIONS.items():
        responses.ACTION_MAP[kind][method].update(actions)
    FakeBucket.get_permission = _get_permission
    original = responses.S3Response._authenticate_and_authorize_s3_action
    responses.S3Response._authenticate_and_authorize_s3_action = _authorize(original)


def _authorize(original):
    def authorize(self, bucket_name=None, key_name=None):
        original(self, bucket_name=bucket_name, key_name=key_name)
        bucket = self.backend.buckets.get(bucket_name) if bucket_name else None
        action = self.data.get("Action")
        if bucket is None or action in (None, "CreateBucket", "DeleteObjects"):
            return
        # The form of a browser upload names the key; its URL is the bucket's.
        key_name = key_name or (request.form.get("key") if action == "PutObject" else None)
        resource = f"{bucket.arn}/{key_name}" if key_name else bucket.arn
        actions = [action]
        if request.headers.get("x-amz-bypass-governance-retention", "").lower() == "true":
            actions.append("BypassGovernanceRetention")
        for name in actions:
            if _denied(bucket, f"s3:{name}", resource):
                raise access_denied(_explanation(name, resource))

    return authorize


def _get_permission(self, action, resource):
    """Asked by moto for each key of a bulk deletion; every other request has been judged by `authorize`."""
    if request.method != "POST" or action != "s3:DeleteObject":
        return PermissionResult.NEUTRAL
    return PermissionResult.DENIED if _denied(self, action, resource) else PermissionResult.NEUTRAL


def _explanation(action, resource):
    return (
        f"User is not authorized to perform: s3:{action} on resource: \"{resource}\" "
        "with an explicit deny in a resource-based policy"
    )


def _denied(bucket, action, resource):
    if bucket.policy is None:
        return False
    statements = json.loads(bucket.policy).get("Statement", [])
    return any(_applies(one, action, resource) for one in _list(statements))


def _applies(statement, action, resource):
    if statement.get("Effect") != "Deny" or not _everyone(statement.get("Principal")):
        return False
    if not _selects(statement, "Action", action.lower(), str.lower):
        return False
    return _selects(statement, "Resource", resource) and all(
        _condition_holds(action, operator, key, expected)
        for operator, keys in statement.get("Condition", {}).items()
        for key, expected in keys.items()
    )


def _everyone(principal):
    return principal == "*" or (isinstance(principal, dict) and "*" in _list(principal.get("AWS", [])))


def _selects(statement, element, value, spelling=str):
    patterns = statement.get(element, statement.get(f"Not{element}"))
    matched = any(_like(value, spelling(pattern)) for pattern in _list(patterns))
    return matched if element in statement else not matched


_OPERATORS = {
    "Bool": lambda value, expected: value.lower() == str(expected).lower(),
    "StringEquals": lambda value, expected: value == expected,
    "StringLike": lambda value, expected: _like(value, expected),
    "StringEqualsIgnoreCase": lambda value, expected: value.lower() == expected.lower(),
    "ArnEquals": lambda value, expected: _like(value, expected),
    "ArnLike": lambda value, expected: _like(value, expected),
}


def _condition_holds(action, operator, key, expected):
    value = _context(action, key)
    if operator == "Null":
        return (value is None) == (str(_list(expected)[0]).lower() == "true")
    optional = operator.endswith("IfExists")
    name = operator.removesuffix("IfExists")
    negated = name.startswith(("StringNot", "ArnNot"))
    matches = _OPERATORS.get(name.replace("Not", "", 1) if negated else name)
    if matches is None:
        message = f"local S3 cannot evaluate the condition operator {operator} of a bucket policy"
        raise Refusal("NotImplemented", message)
    if value is None:
        # "If the key is not present", a negated operator is true and so is one with IfExists.
        return negated or optional
    return any(matches(value, one) for one in _list(expected)) != negated


def _context(action, key):
    """The value of a condition key in this request; None when the request has none."""
    name = key.lower()
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


def _like(value, pattern):
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.DOTALL) is not None


def _list(value):
    return value if isinstance(value, list) else [value]

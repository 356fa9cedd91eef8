"""Replication from bucket to bucket, which moto only remembers: at once here, within minutes on S3.

Sentences quoted are from the S3 user guide, "Replicating objects within and across Regions".
"""

from moto.s3.models import FakeKey, S3Backend, s3_backends

from policy import Asked, as_list, refusal, statements
from principals import Principal, role_of

_put_object = S3Backend.put_object


def install():
    S3Backend.put_object = _put_and_replicate
    S3Backend.delete_object = _delete_and_replicate(S3Backend.delete_object)
    FakeKey.response_dict = _with_status(FakeKey.response_dict)


def _put_and_replicate(self, bucket_name, key_name, *args, **kwargs):
    key = _put_object(self, bucket_name, key_name, *args, **kwargs)
    for _, target, allowed in _targets(self.get_bucket(bucket_name), key_name, "s3:ReplicateObject"):
        key.replication_status = "COMPLETED" if allowed else "FAILED"
        if allowed:
            backend = s3_backends[target.account_id]["aws"]
            _put_object(backend, target.name, key_name, key.value).replication_status = "REPLICA"
    return key


def _delete_and_replicate(original):
    def delete(self, bucket_name, key_name, version_id=None, bypass=False):
        """"If you specify an object version ID to delete", S3 "doesn't replicate the deletion"; a delete marker it does,
        where the rule says so."""
        answer = original(self, bucket_name, key_name, version_id=version_id, bypass=bypass)
        if version_id is None:
            for rule, target, allowed in _targets(self.get_bucket(bucket_name), key_name, "s3:ReplicateDelete"):
                markers = rule.get("DeleteMarkerReplication", {}).get("Status") == "Enabled"
                if markers and allowed and key_name in target.keys:
                    s3_backends[target.account_id]["aws"]._set_delete_marker(target.name, key_name)
        return answer

    return delete


def _targets(bucket, key_name, action):
    """Each enabled rule for that key, the bucket it names, and whether the role may do that there."""
    configuration = getattr(bucket, "replication", None) or {"Rule": []}
    for rule in configuration["Rule"]:
        prefix = (rule.get("Filter") or {}).get("Prefix") or rule.get("Prefix") or ""
        target = _bucket(rule["Destination"]["Bucket"])
        if rule["Status"] == "Enabled" and target is not None and key_name.startswith(prefix):
            yield rule, target, _may(configuration["Role"], action, target, f"{target.arn}/{key_name}")


def _bucket(arn):
    found = (partitions["aws"].buckets.get(arn.split(":")[-1]) for partitions in list(s3_backends.values()))
    return next((bucket for bucket in found if bucket is not None), None)


def _may(role_arn, action, target, resource):
    role = role_of(role_arn)
    if role is None or not any(_trusts_s3(one) for one in statements(role.assume_role_policy_document)):
        return False
    documents = (*role.policies.values(), *(one.document for one in role.managed_policies.values()))
    principal = Principal(role_arn.split(":")[4], (role_arn,), documents)
    context = {"aws:principalarn": role_arn, "aws:securetransport": "true"}
    asked = Asked(principal, action, resource, lambda key: context.get(key.lower()))
    return refusal(asked, target.policy, owner=target.account_id) is None


def _trusts_s3(statement):
    return "s3.amazonaws.com" in as_list(statement.get("Principal", {}).get("Service", []))


def _with_status(original):
    def response_dict(self):
        status = getattr(self, "replication_status", None)
        return {**original.fget(self), **({"x-amz-replication-status": status} if status else {})}

    return property(response_dict)

"""Who asks: the session of a role, or the root user of an account.

Credentials that no role gave out are the root user's: of account 123456789012 where the access key is
`local-123456789012`, else of the usual account.
"""

import re
from dataclasses import dataclass

from flask import request
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends

ACCOUNT = "111122223333"


@dataclass(frozen=True)
class Principal:
    account: str
    """Names that a policy may use for it: a role's own and its session's. The first is `aws:PrincipalArn`."""
    arns: tuple
    """Its identity policies, as JSON; the root user has none and needs none."""
    policies: tuple
    is_root: bool = False


def root_of(account):
    return Principal(account, (f"arn:aws:iam::{account}:root",), (), is_root=True)


def asking():
    """The principal of the present request. Signatures are not checked: the access key names the principal."""
    found = re.search(r"Credential=([^/]+)/", request.headers.get("Authorization", ""))
    return _session(found.group(1)) if found else root_of(ACCOUNT)


def _session(access_key):
    for account, partitions in list(sts_backends.items()):
        for role in list(partitions["aws"].assumed_roles):
            if role.access_key_id == access_key:
                return Principal(account, (role.role_arn, role.arn), _policies(account, role.role_arn))
    named = re.fullmatch(r"local-(\d{12})", access_key)
    return root_of(named.group(1) if named else ACCOUNT)


def role_of(arn):
    """The role with that ARN in whatever account; None where there is none."""
    backend = iam_backends[arn.split(":")[4]]["aws"]
    return next((role for role in list(backend.roles.values()) if role.arn == arn), None)


def _policies(account, role_arn):
    role = role_of(role_arn)
    if role is None:
        return ()
    return (*role.policies.values(), *(one.document for one in role.managed_policies.values()))

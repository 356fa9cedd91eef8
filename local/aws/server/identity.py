"""Requests to KMS, IAM and STS under the policies of the principal that asks, of the key, and of the role to assume."""

import base64
import json

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, JsonRESTError
from moto.core.responses import BaseResponse
from moto.iam.models import iam_backends
from moto.kms.models import kms_backends

from policy import Asked, conditions_hold, like, as_list, refusal, statements
from principals import asking, role_of


def install():
    original = ActionAuthenticatorMixin._authenticate_and_authorize_normal_action
    ActionAuthenticatorMixin._authenticate_and_authorize_normal_action = _authorize(original)
    # The session of a role works in the role's account, whatever account the server has by default.
    BaseResponse.get_current_account = lambda self: asking().account


def _authorize(original):
    def authorize(self, resource="*"):
        original(self, resource)
        service, action = self.service_name, self._get_action()
        if service == "kms":
            _judge_key_request(self, f"kms:{action}")
        elif service == "iam":
            _judge(f"iam:{action}")
        elif service == "sts" and action.startswith("AssumeRole"):
            _judge_assumption(self, f"sts:{action}")

    return authorize


def _judge(action):
    """An action on whatever it names: only a permission for everything is sure to cover it."""
    principal = asking()
    if refusal(Asked(principal, action, "*", _context(principal)), None, owner=principal.account) is not None:
        raise AccessDeniedError(principal.arns[-1], action)


def _judge_key_request(response, action):
    key = _key(response)
    principal = asking()
    asked = Asked(principal, action, key.arn if key else "*", _context(principal))
    policy, owner = (key.policy, key.account_id) if key else (None, principal.account)
    reason = refusal(asked, policy, owner, account_must_allow=key is not None)
    if reason is not None:
        sentence = f"User: {principal.arns[-1]} is not authorized to perform: {action} on resource: {asked.resource} {reason}"
        raise JsonRESTError("AccessDeniedException", sentence)


def _key(response):
    """The key that the request names; None where it names none, or one that does not exist."""
    named = json.loads(response.body or "{}").get("KeyId")
    if named is None:
        return None
    account = named.split(":")[4] if named.startswith("arn:") else response.current_account
    backend = kms_backends[account][response.region]
    return backend.keys.get(backend.any_id_to_key_id(named))


def _context(principal):
    return lambda key: principal.arns[0] if key.lower() == "aws:principalarn" else None


def _judge_assumption(response, action):
    """The trust policy of the role decides; moto hands out any role to anyone."""
    role = role_of(response._get_param("RoleArn"))
    trust = statements(role.assume_role_policy_document) if role else []
    if action == "sts:AssumeRoleWithWebIdentity":
        trusted = any(_covers(one, action) and _trusts_token(response, one) for one in trust)
    else:
        trusted = role is not None and _may_assume(role, trust, action)
    if not trusted:
        raise AccessDeniedError(asking().arns[-1], action)


def _may_assume(role, trust, action):
    """A role that trusts an account leaves it to that account's policies who of it may assume the role."""
    principal = asking()
    # A trust policy has no resource: it is the role's own.
    document = json.dumps({"Statement": [{**one, "Resource": role.arn} for one in trust]})
    asked = Asked(principal, action, role.arn, _context(principal))
    return refusal(asked, document, owner=role.arn.split(":")[4], account_must_allow=True) is None


def _covers(statement, action):
    patterns = as_list(statement.get("Action", []))
    return statement.get("Effect") == "Allow" and any(like(action.lower(), one.lower()) for one in patterns)


def _trusts_token(response, statement):
    """Claims of GitHub's token are condition keys behind the issuer's name. Its signature is not checked."""
    claims = _claims(response._get_param("WebIdentityToken"))
    issuer = claims.get("iss", "").removeprefix("https://")
    arns = as_list(statement.get("Principal", {}).get("Federated", []))
    known = any(
        one.endswith(f":oidc-provider/{issuer}") and one in iam_backends[one.split(":")[4]]["aws"].open_id_providers
        for one in arns
    )
    return known and conditions_hold(statement, lambda key: claims.get(key.removeprefix(f"{issuer}:")))


def _claims(token):
    try:
        body = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except (AttributeError, IndexError, ValueError):
        return {}

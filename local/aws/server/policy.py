"""Statements of IAM policies: which requests they meet, and what they decide together.

"IAM JSON policy elements" and "Policy evaluation logic" of the IAM user guide; a condition operator that is not known
here fails loudly.
"""

import json
import re
from dataclasses import dataclass
from typing import Callable, Optional

from principals import Principal
from refusal import Refusal


@dataclass(frozen=True)
class Asked:
    """One request for one action on one resource."""

    principal: Principal
    action: str
    resource: str
    """The value of a condition key in this request; None where the request has none."""
    context: Callable[[str], Optional[str]]


def refusal(asked, resource_policy, owner, account_must_allow=False):
    """Why the request is refused, in AWS's words; None where it is allowed.

    "An explicit deny in any policy overrides any allows"; within an account an allow in either policy is enough, across
    accounts both must allow. A KMS key is different: "No AWS principal ... has any permissions to a KMS key unless they
    are explicitly allowed".
    """
    attached = statements(resource_policy)
    if any(_meets(one, "Deny", asked, _is_named) for one in attached):
        return "with an explicit deny in a resource-based policy"
    identity = [one for document in asked.principal.policies for one in statements(document)]
    if any(_meets(one, "Deny", asked) for one in identity):
        return "with an explicit deny in an identity-based policy"
    granted = any(_meets(one, "Allow", asked, _is_named_itself) for one in attached)
    delegated = any(_meets(one, "Allow", asked, _is_named) for one in attached)
    permitted = asked.principal.is_root or any(_meets(one, "Allow", asked) for one in identity)
    if asked.principal.account != owner:
        allowed = permitted and delegated
    elif account_must_allow:
        allowed = granted or (permitted and delegated)
    else:
        allowed = granted or permitted
    return None if allowed else f"because no policy allows the {asked.action} action"


def statements(document):
    if document is None:
        return []
    parsed = json.loads(document) if isinstance(document, (str, bytes)) else document
    return as_list(parsed.get("Statement", []))


def _meets(statement, effect, asked, named=None):
    return (
        statement.get("Effect") == effect
        and (named is None or named(statement.get("Principal"), asked.principal))
        and _selects(statement, "Action", asked.action.lower(), str.lower)
        and _selects(statement, "Resource", asked.resource)
        and conditions_hold(statement, asked.context)
    )


def _is_named(principal, asking):
    """Naming the account names everyone in it."""
    account = [asking.account, f"arn:aws:iam::{asking.account}:root"]
    return _is_named_itself(principal, asking) or any(name in account for name in _names(principal))


def _is_named_itself(principal, asking):
    return any(name == "*" or name in asking.arns for name in _names(principal))


def _names(principal):
    return ["*"] if principal == "*" else as_list((principal or {}).get("AWS", []))


def _selects(statement, element, value, spelling=str):
    patterns = statement.get(element, statement.get(f"Not{element}"))
    matched = any(like(value, spelling(pattern)) for pattern in as_list(patterns))
    return matched if element in statement else not matched


_OPERATORS = {
    "Bool": lambda value, expected: value.lower() == str(expected).lower(),
    "StringEquals": lambda value, expected: value == expected,
    "StringLike": lambda value, expected: like(value, expected),
    "StringEqualsIgnoreCase": lambda value, expected: value.lower() == expected.lower(),
    "ArnEquals": lambda value, expected: like(value, expected),
    "ArnLike": lambda value, expected: like(value, expected),
}


def conditions_hold(statement, context):
    return all(
        _condition_holds(operator, context(key), expected)
        for operator, keys in statement.get("Condition", {}).items()
        for key, expected in keys.items()
    )


def _condition_holds(operator, value, expected):
    if operator == "Null":
        return (value is None) == (str(as_list(expected)[0]).lower() == "true")
    optional = operator.endswith("IfExists")
    name = operator.removesuffix("IfExists")
    negated = name.startswith(("StringNot", "ArnNot"))
    matches = _OPERATORS.get(name.replace("Not", "", 1) if negated else name)
    if matches is None:
        message = f"local AWS cannot evaluate the condition operator {operator} of a policy"
        raise Refusal("NotImplemented", message)
    if value is None:
        # "If the key is not present", a negated operator is true and so is one with IfExists.
        return negated or optional
    return any(matches(value, one) for one in as_list(expected)) != negated


def like(value, pattern):
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.DOTALL) is not None


def as_list(value):
    return value if isinstance(value, list) else [value]

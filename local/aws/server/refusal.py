"""Errors as S3 sends them."""

from moto.s3.exceptions import S3ClientError


class Refusal(S3ClientError):
    """An S3 error with its code and message; the HTTP status follows from the code."""

    def __init__(self, code, message):
        super().__init__(code, message)
        self.code = code
        self.message = message


def access_denied(message):
    return Refusal("AccessDenied", message)

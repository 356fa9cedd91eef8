"""IAM calls on OpenID Connect providers that moto does not have."""

from moto.core.responses import EmptyResult
from moto.iam.responses import IamResponse


def install():
    IamResponse.add_client_id_to_open_id_connect_provider = _add
    IamResponse.remove_client_id_from_open_id_connect_provider = _remove


def _add(self):
    clients = _provider(self).client_id_list
    client = self._get_param("ClientID")
    if client not in clients:
        clients.append(client)
    return EmptyResult()


def _remove(self):
    provider = _provider(self)
    client = self._get_param("ClientID")
    provider.client_id_list = [one for one in provider.client_id_list if one != client]
    return EmptyResult()


def _provider(response):
    return response.backend.get_open_id_connect_provider(response._get_param("OpenIDConnectProviderArn"))

/** Tokens for an app's installation: https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app */
import { appById, appToken } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { forbidden, HttpError, notFound } from "../core/errors.ts";

export const installationTokenHandlers: Handlers = { "apps/create-installation-access-token": create };

const hour = 3_600_000;

/** "Installation tokens expire one hour from the time you create them." Here it is always the app's one token, which does not. */
function create(call: Call): Reply {
  const { actor, state, path, body, now } = call;
  const wanted = Number(path["installation_id"]);
  const installations = state.organizations.flatMap(({ installations: all }) => all);
  const found = installations.find(({ id, appId }) => id === wanted && actor.kind === "app" && appId === actor.appId);
  if (found === undefined) throw notFound();
  if (found.suspendedAt !== null) throw forbidden("This installation has been suspended");
  if (Object.keys(body).length > 0)
    throw new HttpError(501, "Local GitHub makes tokens for the whole installation only.");
  return {
    status: 201,
    body: {
      token: appToken(appById(state, found.appId)?.slug ?? ""),
      expires_at: new Date(now.getTime() + hour).toISOString().replace(/\.\d+Z$/, "Z"),
      permissions: found.permissions,
      repository_selection: found.repositorySelection,
    },
  };
}

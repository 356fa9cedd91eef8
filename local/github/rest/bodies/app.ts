/** `integration` of the description. */
import { organizationByLogin } from "../../core/actors.ts";
import type { Call } from "../../core/contract.ts";
import { nodeId } from "../../core/node-id.ts";
import type { App, Repository } from "../../core/state.ts";
import { userBody } from "./pull.ts";
import { organizationAsUser } from "./user.ts";

export function appBody(call: Call, repository: Repository, app: App) {
  const owner = organizationByLogin(call.state, repository.owner);
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("App", app.id),
    owner: owner === undefined ? userBody(call, app.botUserId) : organizationAsUser(call, owner),
    name: app.name,
    description: "",
    external_url: `${call.htmlUrl}/apps/${app.slug}`,
    html_url: `${call.htmlUrl}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: { ...app.permissions },
    events: [],
  };
}

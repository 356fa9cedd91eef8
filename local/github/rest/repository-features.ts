/** Small settings of a repository that have paths of their own. */
import { repositoryFor, userRole } from "../core/access.ts";
import { organizationByLogin, userByLogin } from "../core/actors.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound, unprocessable, validationFailed } from "../core/errors.ts";
import { pageOf } from "../core/pagination.ts";
import type { RepositoryRole } from "../core/state.ts";
import { teamBody } from "./bodies/team.ts";
import { simpleUser } from "./bodies/user.ts";

export const repositoryFeatureHandlers: Handlers = {
  "repos/get-all-topics": (call) => ({ status: 200, body: { names: repositoryFor(call).topics } }),
  "repos/replace-all-topics": replaceTopics,
  "repos/check-vulnerability-alerts": checkAlerts,
  "repos/enable-vulnerability-alerts": (call) => setAlerts(call, true),
  "repos/disable-vulnerability-alerts": (call) => setAlerts(call, false),
  "repos/check-automated-security-fixes": checkFixes,
  "repos/enable-automated-security-fixes": (call) => setFixes(call, true),
  "repos/disable-automated-security-fixes": (call) => setFixes(call, false),
  "repos/check-private-vulnerability-reporting": (call) => ({
    status: 200,
    body: { enabled: repositoryFor(call).privateVulnerabilityReporting },
  }),
  "repos/enable-private-vulnerability-reporting": (call) => setReporting(call, true),
  "repos/disable-private-vulnerability-reporting": (call) => setReporting(call, false),
  "repos/get-collaborator-permission-level": permissionLevel,
  "repos/list-teams": listTeams,
};

function replaceTopics(call: Call): Reply {
  const repository = repositoryFor(call, "administration:write");
  const names = call.body["names"] as string[];
  const invalid = names.filter((name) => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(name));
  if (invalid.length > 0) {
    const message =
      "Topics must start with a lowercase letter or number, consist of 50 characters or less, and can include hyphens.";
    throw validationFailed([{ resource: "Repository", code: "custom", field: "topics", message }]);
  }
  repository.topics = [...new Set(names)];
  return { status: 200, body: { names: repository.topics } };
}

function checkAlerts(call: Call): Reply {
  if (!repositoryFor(call, "administration:read").vulnerabilityAlerts)
    throw notFound("Vulnerability alerts are disabled.");
  return { status: 204 };
}

/** Security updates cannot be without alerts. */
function setAlerts(call: Call, enabled: boolean): Reply {
  const repository = repositoryFor(call, "administration:write");
  repository.vulnerabilityAlerts = enabled;
  if (!enabled) repository.securityAndAnalysis["dependabot_security_updates"] = { status: "disabled" };
  return { status: 204 };
}

/** "Shows whether Dependabot security updates are enabled, disabled or paused for a repository." */
function checkFixes(call: Call): Reply {
  const { securityAndAnalysis } = repositoryFor(call, "administration:read");
  const enabled = securityAndAnalysis["dependabot_security_updates"]?.status === "enabled";
  return { status: 200, body: { enabled, paused: false } };
}

function setFixes(call: Call, enabled: boolean): Reply {
  const repository = repositoryFor(call, "administration:write");
  if (!repository.vulnerabilityAlerts)
    throw unprocessable("Vulnerability alerts must be enabled to configure automated security fixes.");
  repository.securityAndAnalysis["dependabot_security_updates"] = { status: enabled ? "enabled" : "disabled" };
  return { status: 204 };
}

function setReporting(call: Call, enabled: boolean): Reply {
  repositoryFor(call, "administration:write").privateVulnerabilityReporting = enabled;
  return { status: 204 };
}

/** The five roles as the older three-step `permission` says them. */
const permissionOf: Readonly<Record<RepositoryRole, string>> = {
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
};

function permissionLevel(call: Call): Reply {
  const repository = repositoryFor(call);
  const user = userByLogin(call.state, call.path["username"] ?? "");
  if (user === undefined) throw notFound();
  const role = userRole(call.state, repository, user.id);
  const permission = role === undefined ? "none" : permissionOf[role];
  const body = {
    permission,
    role_name: role ?? "none",
    user: { ...simpleUser(call, user), role_name: role ?? "none" },
  };
  return { status: 200, body };
}

function listTeams(call: Call): Reply {
  const repository = repositoryFor(call, "administration:read");
  const organization = organizationByLogin(call.state, repository.owner);
  const teams = (organization?.teams ?? []).flatMap((team) => {
    const entry = team.repositories.find((item) => item.repositoryId === repository.id);
    return entry === undefined || organization === undefined ? [] : [{ organization, team, role: entry.role }];
  });
  const { items, headers } = pageOf(call, teams);
  const body = items.map(({ organization, team, role }) => ({
    ...teamBody(call, organization, team),
    permission: teamPermission[role],
  }));
  return { status: 200, headers, body };
}

/** What teams may do has names of its own. */
const teamPermission: Readonly<Record<RepositoryRole, string>> = {
  read: "pull",
  triage: "triage",
  write: "push",
  maintain: "maintain",
  admin: "admin",
};

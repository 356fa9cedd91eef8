/** The app of an AI tool reaches the repositories that admit the tool, and no other. */
import type { AppReach } from "../../tools/scope.ts";
import { checkFindings } from "../check.ts";
import { undecidedFinding, unverifiableFinding, violation, type Finding } from "../finding.ts";
import { field, hasOnlyNames, isUnknown, numberOf } from "../property.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";

const fix = "Declare the tool with the AiTool component and appScope, with its repositories of governance.yaml.";

/** Apps that reach more than declared, or of which the stack does not say. Less is no finding: an emergency narrows first. */
export function appScopeFindings(stack: readonly ResourceRecord[], apps: readonly AppReach[]): Finding[] {
  const scopes = ofType(stack, ownTypes.appScope);
  return [
    ...apps
      .filter((app) => app.appScope && !scopes.some((scope) => isAbout(scope, app)))
      .map((app) => absent(app, scopes)),
    ...unknownAppFindings(scopes, apps),
    ...scopes.flatMap((scope) => {
      const app = apps.find((each) => isAbout(scope, each));
      return app ? reachFindings(app, scope, field(scope.props, "repositories")) : [];
    }),
    ...installationFindings(stack, scopes, apps),
  ];
}

function isAbout({ props }: ResourceRecord, { slugs }: AppReach): boolean {
  const slug = field(props, "appSlug");
  return typeof slug === "string" && slugs.includes(slug.toLowerCase());
}

/** Scopes that may be of any tool's app. A tool that lacks its own is told so already. */
function unknownAppFindings(scopes: readonly ResourceRecord[], apps: readonly AppReach[]): Finding[] {
  const known = apps.filter((app) => !app.appScope || scopes.some((scope) => isAbout(scope, app)));
  return scopes.flatMap(({ name, props, urn }) => {
    if (!isUnknown(field(props, "appSlug"))) return [];
    const reached = field(props, "repositories");
    if (known.every(({ repositories }) => hasOnlyNames(reached, repositories) === "yes")) return [];
    const message =
      "whose app reaches these repositories is not known yet; an AI tool's must reach no other than declared.";
    return [undecidedFinding(name, message, fix, urn)];
  });
}

function absent({ tool, slugs, repositories }: AppReach, scopes: readonly ResourceRecord[]): Finding {
  if (slugs.length === 0) {
    const message = `no login of tool ${tool} names its app, so nobody can tell what that reaches; one must be declared.`;
    return unverifiableFinding(tool, message, "Add the app's login to governance.yaml: its name and [bot].");
  }
  const message = `the stack does not say which repositories the app of tool ${tool} reaches; it must.`;
  if (scopes.some(({ props }) => isUnknown(field(props, "appSlug")))) return undecidedFinding(tool, message, fix);
  // A stopped tool's app may be gone for good, and then it has no scope.
  return (repositories.length === 0 ? unverifiableFinding : violation)(tool, message, fix);
}

function reachFindings({ tool, repositories }: AppReach, { urn }: ResourceRecord, reached: unknown): Finding[] {
  const what =
    repositories.length === 0
      ? `the app of tool ${tool} reaches repositories although the tool works nowhere; it must reach none.`
      : `the app of tool ${tool} reaches repositories that do not admit the tool; it must reach no other.`;
  return checkFindings(tool, [{ answer: hasOnlyNames(reached, repositories), what }], fix, urn);
}

/** Installations are numbers, which the declaration does not have: only a scope of the same stack says whose one is. */
function installationFindings(
  stack: readonly ResourceRecord[],
  scopes: readonly ResourceRecord[],
  apps: readonly AppReach[],
): Finding[] {
  return ofType(stack, githubTypes.appInstallationRepositories, githubTypes.appInstallationRepository).flatMap(
    (resource) => {
      const scope = scopes.find((each) => isSameInstallation(resource, each));
      if (!scope) {
        const message = "whose app this opens repositories to is not declared; it must not be an AI tool's.";
        return [unverifiableFinding(resource.name, message, fix, resource.urn)];
      }
      const app = apps.find((each) => isAbout(scope, each));
      const { props } = resource;
      const reached = field(props, "selectedRepositories") ?? [field(props, "repository")];
      return app ? reachFindings(app, resource, reached) : [];
    },
  );
}

function isSameInstallation({ props, origins }: ResourceRecord, scope: ResourceRecord): boolean {
  const [one, other] = [field(props, "installationId"), field(scope.props, "installationId")];
  return numberOf(one) === numberOf(other) || (origins?.["installationId"]?.includes(scope.urn) ?? false);
}

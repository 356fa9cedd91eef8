import { inventoryOf, type Declaration } from "../../governance/index.ts";
import type { Seed, SeedApp } from "../github/core/seed.ts";

/** Login of the person whose token rolls the governance out. */
export const ownerLogin = "ada-owner";
/** Login of a developer without administrative rights. */
export const developerLogin = "tom-developer";

/** People who write and review code; machine users are not among them. */
const engineers = [developerLogin, "maya-platform", "priya-platform", "lee-payments"];
const people = [ownerLogin, ...engineers];

/** The organisation of a declaration as it is before governance: repositories, people, teams, installed apps, and no rules. */
export function seedOf(declaration: Declaration): Seed {
  const { login, plan, breakGlassTeam } = declaration.organization;
  const repositories = Object.keys(inventoryOf(declaration));
  const everywhere = Object.fromEntries(repositories.map((name) => [name, "write" as const]));
  return {
    organization: { login, plan },
    users: [
      ...people.map((person) => ({ login: person, role: person === ownerLogin ? ("owner" as const) : undefined })),
      ...machineUsers(declaration).map((user) => ({ login: user, scopes: ["repo"] })),
    ],
    teams: [
      { slug: "platform-engineering", members: ["maya-platform", "priya-platform"], repositories: everywhere },
      { slug: "engineering", members: [developerLogin, ...machineUsers(declaration)], repositories: everywhere },
      { slug: "payments", members: ["lee-payments"], repositories: { "payments-api": "write" } },
      { slug: "engineers", members: engineers, repositories: everywhere },
      { slug: breakGlassTeam, members: [], repositories: everywhere },
    ],
    apps: appsOf(declaration),
    repositories: repositories.map((name) => ({
      name,
      files: filesOf(name, declaration),
      tags: name === declaration.gate.repository ? [declaration.gate.ref.replace("refs/tags/", "")] : [],
    })),
  };
}

function appsOf(declaration: Declaration): SeedApp[] {
  const accounts = [
    ...Object.values(declaration.tools).map((tool) => tool.identities),
    ...Object.values(declaration.automation),
  ];
  return accounts.flatMap(({ appId, logins }) => {
    const bot = logins.find(isBot);
    return appId === undefined || bot === undefined ? [] : [{ id: appId, slug: bot.slice(0, -"[bot]".length) }];
  });
}

function machineUsers(declaration: Declaration): string[] {
  const withoutApp = Object.values(declaration.tools).filter((tool) => tool.identities.appId === undefined);
  const automation = Object.values(declaration.automation).filter(({ appId }) => appId === undefined);
  return [...withoutApp.map((tool) => tool.identities), ...automation].flatMap(({ logins }) =>
    logins.filter((each) => !isBot(each)),
  );
}

const isBot = (login: string): boolean => login.endsWith("[bot]");

function filesOf(repository: string, { gate, audit }: Declaration): Record<string, string> {
  const workflow = (name: string) => `name: ${name}\non: pull_request\njobs: {}\n`;
  return {
    "README.md": `# ${repository}\n`,
    ...(repository === gate.repository ? { [gate.workflow]: workflow("gate") } : {}),
    ...(repository === audit.writer.repository ? { [audit.writer.workflow]: workflow("collect") } : {}),
  };
}

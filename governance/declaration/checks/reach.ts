/** What one setting of GitHub decides belongs to one tool: two would undo each other's. */
import { pathText, shown, type Problem } from "../problem.ts";
import { valueAt } from "../schema-problems.ts";
import { keysAt, textsAt, type Mention } from "./mentions.ts";

export function reachProblems(declaration: unknown): Problem[] {
  return [...sharedSecrets(declaration), ...severalCopilots(declaration), ...scopesWithoutApp(declaration)];
}

function sharedSecrets(declaration: unknown): Problem[] {
  const first = new Map<string, Mention>();
  const secrets = keysAt(declaration, ["tools"]).flatMap((tool) => textsAt(declaration, ["tools", tool, "secrets"]));
  return secrets.flatMap((mention) => {
    const earlier = first.get(mention.value);
    first.set(mention.value, earlier ?? mention);
    if (!earlier) return [];
    const message = `found ${shown(mention.value)}, which is also at ${pathText(earlier.path)}; a secret belongs to one tool, or it could not be withdrawn from one`;
    return [{ path: mention.path, message }];
  });
}

function severalCopilots(declaration: unknown): Problem[] {
  const paths = toolsWith(declaration, "copilotPolicy").map((tool) => ["tools", tool, "copilotPolicy"]);
  return paths.slice(1).map((path) => ({
    path,
    message: `found true, as at ${pathText(paths[0] ?? [])}; the organisation has one such setting, so one tool has it`,
  }));
}

function scopesWithoutApp(declaration: unknown): Problem[] {
  return toolsWith(declaration, "appScope")
    .filter((tool) => valueAt(declaration, ["tools", tool, "identities", "appId"]) === undefined)
    .map((tool) => ({
      path: ["tools", tool, "appScope"],
      message: `found true without an app. Write beside its logins: appId: <id of its GitHub App>`,
    }));
}

function toolsWith(declaration: unknown, field: string): string[] {
  return keysAt(declaration, ["tools"]).filter((tool) => valueAt(declaration, ["tools", tool, field]) === true);
}

import { organizationProject, type LocalEnvironment } from "../environment/index.ts";
import type { LocalStack } from "../environment/stack.ts";
import type { Toolchain } from "../toolchain/index.ts";
import { distinctValues } from "./declaration.ts";
import { withGovernedOrganization } from "./program.ts";
import { succeeded } from "./run.ts";

export const phases = ["up", "preview", "refresh"] as const;
export type Phase = (typeof phases)[number];

/** What one command cost. */
export interface Cost {
  /** Requests to GitHub by route. */
  readonly requests: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** What the organisation stack costs with so many repositories. */
export interface OrganizationCost {
  readonly repositories: number;
  /** Different pairs of tier and tools among them. */
  readonly distinctValues: number;
  readonly resources: number;
  readonly phases: Readonly<Record<Phase, Cost>>;
}

/** Rolls the organisation stack out to a new local GitHub with so many repositories, and counts. */
export function measureOrganization(
  toolchain: Toolchain,
  repositories: number,
  signal?: AbortSignal,
): Promise<OrganizationCost> {
  return withGovernedOrganization({ toolchain, signal }, repositories, async (environment, declaration) => {
    const stack = await environment.stack(organizationProject, "bench", "organization");
    return {
      repositories,
      distinctValues: distinctValues(declaration),
      phases: {
        up: await costOf(environment, stack, "up", "--yes", "--skip-preview"),
        preview: await costOf(environment, stack, "preview", "--expect-no-changes"),
        refresh: await costOf(environment, stack, "refresh", "--yes", "--skip-preview", "--expect-no-changes"),
      },
      resources: await resourceCount(stack),
    };
  });
}

async function costOf(
  environment: LocalEnvironment,
  stack: LocalStack,
  ...words: [string, ...string[]]
): Promise<Cost> {
  const { requests } = environment.github;
  requests.reset();
  const started = performance.now();
  succeeded(words.join(" "), await stack.pulumi(...words));
  return { requests: requests.byRoute, seconds: (performance.now() - started) / 1000 };
}

async function resourceCount(stack: LocalStack): Promise<number> {
  const output = succeeded("stack export", await stack.pulumi("stack", "export"));
  return (JSON.parse(output) as { deployment: { resources: unknown[] } }).deployment.resources.length;
}

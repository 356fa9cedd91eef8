import type { Bench } from "./bench.ts";
import { brokenBudgets, organizationTable } from "./organization-budget.ts";
import { measureOrganization, type OrganizationCost } from "./organization-cost.ts";

const defaultSizes = [10, 1_000, 10_000];

export const organization: Bench = {
  name: "organization",
  about: "resources and requests of the organisation stack for 10, 1,000 and 10,000 repositories",
  async run({ toolchain, sizes = defaultSizes, progress, signal }) {
    const costs: OrganizationCost[] = [];
    for (const size of sizes) {
      progress(`rolling the organisation stack out to ${size} repositories`);
      costs.push(await measureOrganization(toolchain, size, signal));
    }
    return { table: organizationTable(costs), broken: brokenBudgets(costs) };
  },
};

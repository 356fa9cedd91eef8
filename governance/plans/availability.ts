import type { Plan } from "../declaration/schema.ts";
import { features, type Availability, type Feature, type FeatureRow, type Visibility } from "./features.ts";

/** Whether a repository of that visibility can have the feature, or be reached by it, in an organisation on that plan. */
export function availabilityOf(feature: Feature, plan: Plan, visibility: Visibility): Availability {
  const { where, licence }: FeatureRow = features[feature];
  if (!where[plan].includes(visibility)) return "no";
  return licence?.neededBy.includes(visibility) ? "licence" : "yes";
}

/** Whether the plan alone is enough. A licence that nobody declared is not assumed. */
export function isAvailable(feature: Feature, plan: Plan, visibility: Visibility): boolean {
  return availabilityOf(feature, plan, visibility) === "yes";
}

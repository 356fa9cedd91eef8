/** What the organisation pays GitHub for; it decides which safeguards exist. */
export const OrganizationPlan = { Free: "free", Team: "team", Enterprise: "enterprise" } as const;
export type OrganizationPlan = (typeof OrganizationPlan)[keyof typeof OrganizationPlan];

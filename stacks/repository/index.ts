import { GovernedRepository } from "pulumi-ai-governance";

export const repository = new GovernedRepository("payments-api", {
  repository: "payments-api",
  codeowners: ["* @meridian-pay/payments"],
  aiPathOwners: ["@meridian-pay/platform-engineering"],
});

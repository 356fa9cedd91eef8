import { GovernedRepository } from "pulumi-ai-governance";

const repository = new GovernedRepository("payments-api", {
  repository: "payments-api",
  codeowners: ["* @meridian-pay/payments"],
  aiPathOwners: ["@meridian-pay/platform-engineering"],
});

/** Pull request that waits for the owners' review; nothing once the file is on the default branch. */
export const codeownersProposal = repository.codeownersProposal;

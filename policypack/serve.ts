import policy, { type Policies } from "@pulumi/policy";

/** Starts a pack's server: everything else stays importable without one. */
export function serve(name: string, policies: Policies): void {
  new policy.PolicyPack(name, {
    displayName: "AI-tool governance",
    description: "Refuses, in preview, every repository stack without AI-tool governance.",
    policies,
  });
}

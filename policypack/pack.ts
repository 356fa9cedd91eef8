import policy from "@pulumi/policy";
import { recommended } from "./packs/recommended.ts";

// Constructing a pack starts its server: everything else of the pack stays importable without one.
new policy.PolicyPack("ai-governance", {
  displayName: "AI-tool governance",
  description: "Refuses, in preview, every repository stack without AI-tool governance.",
  policies: recommended,
});

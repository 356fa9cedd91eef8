import type { PolicyComplianceFramework } from "@pulumi/policy";

/** A practice of NIST SP 800-218, the Secure Software Development Framework. */
export function ssdf(reference: string): PolicyComplianceFramework {
  return {
    name: "NIST SSDF",
    version: "1.1",
    reference,
    specification: "https://csrc.nist.gov/pubs/sp/800/218/final",
  };
}

/** An article of Regulation (EU) 2024/1689. */
export function aiAct(reference: string): PolicyComplianceFramework {
  return {
    name: "EU AI Act",
    version: "2024/1689",
    reference,
    specification: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
  };
}

/** The frameworks that auditors ask about, and which of their ids a safeguard serves. The mapping is this project's reading. */

export const frameworks = {
  nistAiRmf: { name: "NIST AI RMF", edition: "1.0", source: "https://doi.org/10.6028/NIST.AI.100-1" },
  ssdf: { name: "NIST SSDF", edition: "1.1", source: "https://csrc.nist.gov/pubs/sp/800/218/final" },
  iso42001: {
    name: "ISO/IEC 42001",
    edition: "2023, annex A",
    source: "https://www.iso.org/standard/42001",
    caution: "not public: ids taken from others' lists of its annex; compare with your copy",
  },
  aiAct: {
    name: "EU AI Act",
    edition: "Regulation (EU) 2024/1689",
    source: "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
    caution: "coding tools are normally not high-risk systems: articles 12, 14 and 26 serve as a model",
  },
  soc2: {
    name: "SOC 2",
    edition: "Trust Services Criteria 2017",
    source:
      "https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022",
    caution: "your auditor decides which criteria a control supports",
  },
  owasp: {
    name: "OWASP",
    edition: "Agentic Applications 2026 (ASI), LLM 2025 (LLM)",
    source: "https://genai.owasp.org/",
  },
  slsaSource: { name: "SLSA Source", edition: "1.2", source: "https://slsa.dev/spec/v1.2/source-requirements" },
  osps: { name: "OSPS Baseline", edition: "2026", source: "https://baseline.openssf.org/" },
} as const satisfies Readonly<Record<string, FrameworkFacts>>;

interface FrameworkFacts {
  readonly name: string;
  readonly edition: string;
  readonly source: string;
  /** What a reader must know before showing the ids to an auditor. */
  readonly caution?: string;
}

export type Framework = keyof typeof frameworks;
export type FrameworkIds = Readonly<Partial<Record<Framework, readonly string[]>>>;

/** What a safeguard is for, as frameworks see it. */
const purposes = {
  /** Where a tool can reach. */
  scope: {
    nistAiRmf: ["GOVERN 6.1", "MANAGE 3.1"],
    ssdf: ["PO.5.1", "PS.1.1"],
    iso42001: ["A.4.4", "A.9.4"],
    soc2: ["CC6.1", "CC6.3"],
    owasp: ["ASI02", "ASI03", "LLM06"],
    slsaSource: ["L2"],
  },
  /** Who answers for what agents obey and run. */
  ownership: {
    nistAiRmf: ["MANAGE 3.1"],
    ssdf: ["PS.1.1", "PW.7.1"],
    iso42001: ["A.10.3"],
    soc2: ["CC8.1"],
    owasp: ["ASI01", "ASI04", "ASI05", "LLM01", "LLM03"],
  },
  /** Where a change came from. */
  provenance: {
    nistAiRmf: ["MAP 4.2"],
    ssdf: ["PO.3.3", "PS.3.2"],
    iso42001: ["A.6.2.8", "A.8.2"],
    aiAct: ["12(1)"],
    soc2: ["CC7.2", "CC8.1"],
    owasp: ["ASI09", "ASI10"],
    slsaSource: ["L2", "L3"],
  },
  /** People decide. */
  review: {
    nistAiRmf: ["MAP 3.5"],
    ssdf: ["PW.7.1", "PW.7.2"],
    iso42001: ["A.9.2"],
    aiAct: ["14", "26(2)"],
    soc2: ["CC8.1"],
    owasp: ["ASI09", "LLM09"],
    slsaSource: ["L4"],
    osps: ["QA-07.01"],
  },
  /** The history cannot be rewritten. */
  history: { ssdf: ["PS.1.1"], soc2: ["CC8.1"], slsaSource: ["L2"] },
  /** Evidence outlives its subject. */
  evidence: {
    nistAiRmf: ["MANAGE 4.1"],
    ssdf: ["PO.3.3"],
    iso42001: ["A.6.2.8"],
    aiAct: ["26(6)"],
    soc2: ["CC4.1", "CC7.2"],
    owasp: ["ASI08"],
  },
  /** A tool can be stopped. */
  stop: {
    nistAiRmf: ["MANAGE 2.4"],
    ssdf: ["RV.2.2"],
    iso42001: ["A.6.2.6"],
    aiAct: ["14(4)(e)", "26(5)"],
    soc2: ["CC7.4"],
    owasp: ["ASI08", "ASI10"],
  },
} as const satisfies Readonly<Record<string, FrameworkIds>>;

/** The ids that a safeguard with these purposes serves, and more. */
export function serving(of: readonly (keyof typeof purposes)[], more: FrameworkIds = {}): FrameworkIds {
  const all: readonly FrameworkIds[] = [...of.map((purpose) => purposes[purpose]), more];
  const named = (Object.keys(frameworks) as Framework[]).filter((framework) => all.some((ids) => ids[framework]));
  return Object.fromEntries(
    named.map((framework) => [framework, [...new Set(all.flatMap((ids) => ids[framework] ?? []))].sort()]),
  );
}

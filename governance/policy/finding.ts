/** What a predicate found about one subject. No finding means: as demanded. */
export interface Finding {
  /** `undecided`: a value that a preview cannot know decides; it is never taken for "as demanded". */
  readonly outcome: "violation" | "undecided";
  /** Repository, ruleset, tier or bucket, by name. */
  readonly subject: string;
  /** The resource to look at, where there is one. */
  readonly urn?: string;
  /** What is, then what must be. One line. */
  readonly message: string;
  /** What to change. One line. */
  readonly fix: string;
}

export function violation(subject: string, message: string, fix: string, urn?: string): Finding {
  return { outcome: "violation", subject, message, fix, ...(urn !== undefined && { urn }) };
}

export function undecidedFinding(subject: string, message: string, fix: string, urn?: string): Finding {
  return { outcome: "undecided", subject, message, fix, ...(urn !== undefined && { urn }) };
}

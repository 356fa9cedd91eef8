/** What a predicate found about one subject. No finding means: as demanded. */
export interface Finding {
  /**
   * `undecided`: a value that this preview cannot know decides, a later one will. `unverifiable`: no preview can tell, though
   * everything is declared. Neither is ever taken for "as demanded".
   */
  readonly outcome: "violation" | "undecided" | "unverifiable";
  /** Repository, ruleset, tier or bucket, by name. */
  readonly subject: string;
  /** The resource to look at, where there is one. */
  readonly urn?: string;
  /** What is, then what must be. One line. */
  readonly message: string;
  /** What to change. One line. */
  readonly fix: string;
}

type MakeFinding = (subject: string, message: string, fix: string, urn?: string) => Finding;

const maker =
  (outcome: Finding["outcome"]): MakeFinding =>
  (subject, message, fix, urn) => ({ outcome, subject, message, fix, ...(urn !== undefined && { urn }) });

export const violation = maker("violation");
export const undecidedFinding = maker("undecided");
export const unverifiableFinding = maker("unverifiable");

/** What the declaration does not say, and only GitHub or the calendar does. */
export interface LookedUp {
  /** Numeric id of the break-glass team. Without it the rules cannot tell it from another team, and say so. */
  readonly breakGlassTeamId?: number | undefined;
  /** Numeric ids of teams that must approve, by slug. Without one the rules take any one team for it, and say so. */
  readonly teamIds?: Readonly<Record<string, number>> | undefined;
  /** Numeric id of the repository that holds the gate's workflow. Without it the rules only see that all name the same one. */
  readonly gateRepositoryId?: number | undefined;
  /** Root of the GitHub that the organisation is on, as its provider takes it. Default: github.com. */
  readonly githubBaseUrl?: string | undefined;
  /** The date, YYYY-MM-DD: a trial that is over demands its tier's rules. Default: today. */
  readonly today?: string | undefined;
  /** Last day, YYYY-MM-DD, on which what rules are told may be trusted. Default: it has no end. */
  readonly validUntil?: string | undefined;
}

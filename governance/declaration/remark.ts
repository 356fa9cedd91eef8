/** Something that the declaration wants and GitHub cannot do, or not yet does: reported, never silently weaker. */
export interface Remark {
  /** Where in the declaration, e.g. `tools.aider`. */
  readonly at: string;
  readonly message: string;
}

/** How much of something long GitHub shows, each number with the sentence it comes from. */
export interface Limits {
  /** "The limit for the `tree` array is 100,000 entries [...] when using the `recursive` parameter." */
  readonly treeEntries: number;
  /** Of a pull request and of a commit: "Responses include a maximum of 3000 files." */
  readonly files: number;
  /** "Lists a maximum of 250 commits for a pull request." */
  readonly pullCommits: number;
  /** Without paging: "the returned list is limited to 250 commits". */
  readonly comparedCommits: number;
  /** "[...] it includes up to 300 changed files for the entire comparison." */
  readonly comparedFiles: number;
  /** A page of a commit's files: "If there are more than 300 files in the commit diff [...]" */
  readonly filesOfCommit: number;
}

export const githubLimits: Limits = {
  treeEntries: 100_000,
  files: 3000,
  pullCommits: 250,
  comparedCommits: 250,
  comparedFiles: 300,
  filesOfCommit: 300,
};

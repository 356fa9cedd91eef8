/** The messages of the commits that merging a pull request makes: docs.github.com, "About pull request merges". */
import type { Commit, PullRequest } from "../core/git-state.ts";
import type { Repository } from "../core/state.ts";
import { headOwner } from "./network.ts";

export interface MergeMessage {
  readonly title: string;
  /** Empty if there is none. */
  readonly body: string;
}

export const joined = ({ title, body }: MergeMessage): string => (body === "" ? title : `${title}\n\n${body}`);

export function mergeMessage(repository: Repository, pull: PullRequest): MergeMessage {
  const { mergeCommitTitle, mergeCommitMessage } = repository.merging;
  const standard = `Merge pull request #${pull.number} from ${headOwner(repository, pull)}/${pull.head.branch}`;
  return {
    title: mergeCommitTitle === "PR_TITLE" ? numbered(pull.title, pull) : standard,
    body: { PR_TITLE: pull.title, PR_BODY: pull.body ?? "", BLANK: "" }[mergeCommitMessage],
  };
}

const numbered = (title: string, pull: PullRequest): string => `${title} (#${pull.number})`;

const [separator, trailer] = ["---------", /^co-authored-by:\s*(.+)$/i];

/**
 * @param commits those of the pull request, oldest first
 * @param authorEmail of the pull request's author, who needs no trailer
 */
export function squashMessage(
  repository: Repository,
  pull: PullRequest,
  commits: readonly Commit[],
  authorEmail: string,
): MergeMessage {
  const { squashMergeCommitTitle, squashMergeCommitMessage } = repository.merging;
  const [only] = commits.length === 1 ? commits : [];
  const ownTitle = squashMergeCommitTitle === "COMMIT_OR_PR_TITLE" && only !== undefined;
  const text = {
    PR_BODY: pull.body ?? "",
    COMMIT_MESSAGES: commitMessages(commits),
    BLANK: "",
  }[squashMergeCommitMessage];
  const title = numbered(ownTitle ? split(only.message).title : pull.title, pull);
  return { title, body: withCoAuthors(text, coAuthors(commits, authorEmail)) };
}

function split(message: string): MergeMessage {
  const [title = "", ...rest] = message.split("\n");
  return { title, body: rest.join("\n").trim() };
}

/** One commit gives its body, several give a list of all they say. */
function commitMessages(commits: readonly Commit[]): string {
  const [only] = commits;
  if (commits.length === 1 && only !== undefined) return withoutTrailers(split(only.message).body);
  return commits.map(({ message }) => `* ${withoutTrailers(message)}`).join("\n\n");
}

const withoutTrailers = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !trailer.test(line))
    .join("\n")
    .trim();

/** Everyone but the author who made a commit or is named in one, in the order of appearance. */
function coAuthors(commits: readonly Commit[], authorEmail: string): string[] {
  const people = commits.flatMap(({ author, message }) => [
    `${author.name} <${author.email}>`,
    ...message.split("\n").flatMap((line) => trailer.exec(line)?.[1]?.trim() ?? []),
  ]);
  const emailOf = (person: string): string => (/<([^>]*)>/.exec(person)?.[1] ?? person).toLowerCase();
  const byEmail = new Map(people.toReversed().map((person) => [emailOf(person), person]));
  byEmail.delete(authorEmail.toLowerCase());
  return [...byEmail.values()].toReversed();
}

function withCoAuthors(text: string, people: readonly string[]): string {
  if (people.length === 0) return text;
  const trailers = people.map((person) => `Co-authored-by: ${person}`).join("\n");
  return text === "" ? trailers : `${text}\n\n${separator}\n\n${trailers}`;
}

/** AI paths owned by the declared people, judged from the CODEOWNERS file that a stack writes. */
import { unownedAiPaths, type UnownedAiPath } from "../../ai-paths/ownership.ts";
import { codeownersFiles } from "../../ai-paths/codeowners.ts";
import { violation, undecidedFinding, unverifiableFinding, type Finding } from "../finding.ts";
import { every, field, is, isUnknown, type Certainty } from "../property.ts";
import type { DefaultBranch } from "../branch/ref-coverage.ts";
import { defaultBranchOf, managedRepositories } from "./repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "../resource.ts";

const [effectiveFile] = codeownersFiles;
const fix = "Put codeownersLines(owners) last in .github/CODEOWNERS, or use the GovernedRepository component.";

// GitHub documentation, About code owners: "CODEOWNERS files must be under 3 MB in size"; a bigger one is not loaded.
const mostBytes = 3_000_000;

/** Whether the declared owners hold every AI path of a repository; `undefined` when none of these resources writes its CODEOWNERS. */
export function aiPathsOwned(resources: readonly ResourceRecord[], owners: readonly string[]): Certainty | undefined {
  const files = codeownersOf(resources);
  if (files.length === 0) return undefined;
  return every(files.map(({ file, certain }) => (certain ? ownership(file, owners).answer : "unknown")));
}

/** CODEOWNERS files that leave AI paths to nobody or to others than the declared owners. */
export function aiPathOwnerFindings(stack: readonly ResourceRecord[], owners: readonly string[]): Finding[] {
  return [...managedRepositories(stack).named].flatMap(([repository, resources]) => [
    ...unclearFindings(repository, resources, owners),
    ...codeownersOf(resources).flatMap(({ file, certain }) => {
      if (certain) return findingsOf(repository, file, owners);
      const message =
        "whether this is the repository's CODEOWNERS is not known yet; it must say who owns the AI paths.";
      return [undecidedFinding(repository, message, "Write path and branch as text.", file.urn)];
    }),
  ]);
}

// A file on a named branch counts for nothing while only GitHub knows the default one, but may undo another that does.
function unclearFindings(
  repository: string,
  resources: readonly ResourceRecord[],
  owners: readonly string[],
): Finding[] {
  if (defaultBranchOf(resources) !== undefined) return [];
  const message = "whether this is the repository's CODEOWNERS only GitHub knows; it must say who owns the AI paths.";
  return writersOf(resources)
    .filter(({ props }) => typeof field(props, "branch") === "string")
    .filter((file) => ownership(file, owners).answer !== "yes")
    .filter((file) => is(pathOf(file), effectiveFile) !== "no")
    .map(({ urn }) =>
      unverifiableFinding(
        repository,
        message,
        "Leave the branch out, or declare the default one with BranchDefault.",
        urn,
      ),
    );
}

const writersOf = (resources: readonly ResourceRecord[]) =>
  ofType(resources, githubTypes.repositoryFile, ownTypes.reviewedFile);

const pathOf = ({ type, props }: ResourceRecord): unknown =>
  field(props, type === githubTypes.repositoryFile ? "file" : "path");

/** Writers of the CODEOWNERS file that GitHub reads first, on the default branch; not certain while path or branch are unknown. */
function codeownersOf(resources: readonly ResourceRecord[]): { file: ResourceRecord; certain: boolean }[] {
  const defaultBranch = defaultBranchOf(resources);
  return writersOf(resources).flatMap((file) => {
    const answer = every([is(pathOf(file), effectiveFile), isOnBranch(field(file.props, "branch"), defaultBranch)]);
    return answer === "no" ? [] : [{ file, certain: answer === "yes" }];
  });
}

// A file without a branch goes to the default one, whatever its name.
function isOnBranch(branch: unknown, defaultBranch: DefaultBranch): Certainty {
  if (branch === undefined) return "yes";
  if (isUnknown(branch) || isUnknown(defaultBranch)) return "unknown";
  return branch === defaultBranch ? "yes" : "no";
}

interface Ownership {
  readonly answer: Certainty;
  readonly unowned: readonly UnownedAiPath[];
  readonly tooBig?: true;
}

function ownership(file: ResourceRecord, owners: readonly string[]): Ownership {
  const content = field(file.props, "content");
  if (typeof content !== "string") return { answer: "unknown", unowned: [] };
  if (new TextEncoder().encode(content).length >= mostBytes) return { answer: "no", unowned: [], tooBig: true };
  const unowned = unownedIn(content, owners);
  return { answer: unowned.length === 0 ? "yes" : "no", unowned };
}

// Most repositories of a stack have the same file, and more than one rule asks: to read it each time is most of the pack's cost.
const mostKept = 64;
const kept = new Map<string, readonly UnownedAiPath[]>();

function unownedIn(content: string, owners: readonly string[]): readonly UnownedAiPath[] {
  const key = JSON.stringify([owners, content]);
  const known = kept.get(key);
  if (known) return known;
  const unowned = unownedAiPaths(content, owners);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, unowned);
  return unowned;
}

function findingsOf(repository: string, file: ResourceRecord, owners: readonly string[]): Finding[] {
  const { answer, unowned, tooBig } = ownership(file, owners);
  if (answer === "yes") return [];
  const must = `they must belong to ${owners.join(" ")} alone.`;
  if (answer === "unknown") {
    return [undecidedFinding(repository, `who owns the AI paths is not known yet; ${must}`, fix, file.urn)];
  }
  if (tooBig) {
    const message = `${effectiveFile} is over 3 MB, and GitHub loads none so big; it must be smaller.`;
    return [violation(repository, message, "Write fewer, wider patterns.", file.urn)];
  }
  const named = unowned.slice(0, 3).map(describe).join(", ");
  const more = unowned.length > 3 ? ` and ${unowned.length - 3} more` : "";
  return [violation(repository, `${effectiveFile} does not protect ${named}${more}; ${must}`, fix, file.urn)];
}

function describe({ path, line, shadowed }: UnownedAiPath): string {
  if (line === undefined) return `${path} (no owner)`;
  return shadowed ? `${path} (taken by line ${line})` : `${path} (line ${line})`;
}

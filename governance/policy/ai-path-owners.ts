/** AI paths owned by the declared people, judged from the CODEOWNERS file that a stack writes. */
import { unownedAiPaths, type UnownedAiPath } from "../ai-paths/ownership.ts";
import { codeownersFiles } from "../ai-paths/codeowners.ts";
import { violation, undecidedFinding, type Finding } from "./finding.ts";
import { every, field, type Certainty } from "./property.ts";
import { defaultBranchOf, managedRepositories } from "./repositories.ts";
import { githubTypes, ofType, ownTypes, type ResourceRecord } from "./resource.ts";

const [effectiveFile] = codeownersFiles;
const fix = "Put codeownersLines(owners) last in .github/CODEOWNERS, or use the GovernedRepository component.";

/** Whether the declared owners hold every AI path of a repository; `undefined` when none of these resources writes its CODEOWNERS. */
export function aiPathsOwned(resources: readonly ResourceRecord[], owners: readonly string[]): Certainty | undefined {
  const files = codeownersOf(resources);
  return files.length === 0 ? undefined : every(files.map((file) => ownership(file, owners).answer));
}

/** CODEOWNERS files that leave AI paths to nobody or to others than the declared owners. */
export function aiPathOwnerFindings(stack: readonly ResourceRecord[], owners: readonly string[]): Finding[] {
  return [...managedRepositories(stack).named].flatMap(([repository, resources]) =>
    codeownersOf(resources).flatMap((file) => findingsOf(repository, file, owners)),
  );
}

/** Writers of the CODEOWNERS file that GitHub reads first, on the default branch as far as the stack says. */
function codeownersOf(resources: readonly ResourceRecord[]): ResourceRecord[] {
  const defaultBranch = defaultBranchOf(resources) ?? "main";
  return ofType(resources, githubTypes.repositoryFile, ownTypes.reviewedFile).filter(({ type, props }) => {
    const path = field(props, type === githubTypes.repositoryFile ? "file" : "path");
    return path === effectiveFile && (field(props, "branch") ?? defaultBranch) === defaultBranch;
  });
}

function ownership(
  file: ResourceRecord,
  owners: readonly string[],
): { answer: Certainty; unowned: readonly UnownedAiPath[] } {
  const content = field(file.props, "content");
  if (typeof content !== "string") return { answer: "unknown", unowned: [] };
  const unowned = unownedAiPaths(content, owners);
  return { answer: unowned.length === 0 ? "yes" : "no", unowned };
}

function findingsOf(repository: string, file: ResourceRecord, owners: readonly string[]): Finding[] {
  const { answer, unowned } = ownership(file, owners);
  if (answer === "yes") return [];
  const must = `they must belong to ${owners.join(" ")} alone.`;
  if (answer === "unknown") {
    return [undecidedFinding(repository, `who owns the AI paths is not known yet; ${must}`, fix, file.urn)];
  }
  const named = unowned.slice(0, 3).map(describe).join(", ");
  const more = unowned.length > 3 ? ` and ${unowned.length - 3} more` : "";
  return [violation(repository, `${effectiveFile} does not protect ${named}${more}; ${must}`, fix, file.urn)];
}

function describe({ path, line, shadowed }: UnownedAiPath): string {
  if (line === undefined) return `${path} (no owner)`;
  return shadowed ? `${path} (taken by line ${line})` : `${path} (line ${line})`;
}

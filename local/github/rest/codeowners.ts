/** Errors of the CODEOWNERS file: https://docs.github.com/rest/repos/repos#list-codeowners-errors */
import { repositoryFor } from "../core/access.ts";
import type { Call, Handlers, Reply } from "../core/contract.ts";
import { notFound } from "../core/errors.ts";
import { codeownersFile } from "../git/codeowners-file.ts";
import { ownerFacts } from "../git/pull-facts.ts";
import { resolveCommit } from "../git/resolve.ts";
import { parseCodeowners } from "../rules/codeowners.ts";

export const codeownerHandlers: Handlers = { "repos/codeowners-errors": codeownersErrors };

function codeownersErrors(call: Call): Reply {
  const repository = repositoryFor(call, "contents:read");
  const commit = resolveCommit(repository.git, call.query.get("ref") ?? repository.defaultBranch);
  const file = commit === undefined ? undefined : codeownersFile(repository.git, commit);
  if (file === undefined) throw notFound();
  const { lines, problems } = parseCodeowners(file.text);
  const sources = file.text.split(/\r?\n/);
  const unknown = lines.flatMap(({ line, owners }) =>
    owners
      .filter((owner) => ownerFacts(call.state, repository, owner) === undefined)
      .map((owner) => unknownOwner(sources[line - 1] ?? "", line, owner)),
  );
  const errors = [...problems, ...unknown].sort((a, b) => a.line - b.line || a.column - b.column);
  return { status: 200, body: { errors: errors.map((error) => ({ ...error, path: file.path })) } };
}

function unknownOwner(source: string, line: number, owner: string) {
  const column = source.indexOf(owner) + 1;
  const kind = "Unknown owner";
  const subject = owner.includes("/") ? `the team ${owner} exists, is publicly visible, and` : `${owner} exists and`;
  const suggestion = `make sure ${subject} has write access to the repository`;
  const pointer = `${" ".repeat(column + 1)}^`;
  return {
    line,
    column,
    kind,
    source,
    suggestion,
    message: `${kind} on line ${line}: ${suggestion}\n\n  ${source}\n${pointer}`,
  };
}

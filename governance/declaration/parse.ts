import { relationProblems } from "./checks/index.ts";
import { positionAt, readDocument, type SourceDocument } from "./document.ts";
import { DeclarationError, pathText, type Problem } from "./problem.ts";
import { schemaProblems } from "./schema-problems.ts";
import { declarationSchema, type Declaration } from "./schema.ts";

/**
 * Reads a declaration.
 * @param text The YAML text.
 * @param path Name of the file, shown in errors.
 * @throws DeclarationError with every problem, in the order of the text, as `path:line:column: at field: found ..., allowed: ...`.
 */
export function parseDeclaration(text: string, path: string): Declaration {
  const document = readDocument(text);
  if (document.value === undefined || document.value === null) throw unreadable(document, text, path);
  const result = declarationSchema.safeParse(document.value);
  const problems = [
    ...document.problems,
    ...(result.success ? [] : schemaProblems(result.error.issues, document.value)),
    ...relationProblems(document.value),
  ];
  if (!result.success || problems.length > 0) throw errorOf(problems, document, text, path);
  return result.data;
}

function unreadable(document: SourceDocument, text: string, path: string): DeclarationError {
  const empty = { path: [], message: "the file is empty; a declaration begins with `version: 1`" };
  return errorOf(document.problems.length > 0 ? document.problems : [empty], document, text, path);
}

function errorOf(problems: readonly Problem[], document: SourceDocument, text: string, path: string): DeclarationError {
  const placed = problems.map((problem) => {
    const { line, column } =
      problem.offset === undefined
        ? document.locate(problem.path, problem.atKey === true ? "key" : "value")
        : positionAt(text, problem.offset);
    const where = problem.path.length > 0 ? ` at ${pathText(problem.path)}:` : "";
    return { line, column, text: `${path}:${line}:${column}:${where} ${problem.message}` };
  });
  placed.sort((a, b) => a.line - b.line || a.column - b.column);
  return new DeclarationError([...new Set(placed.map((problem) => problem.text))]);
}

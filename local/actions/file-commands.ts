/** Files that a step writes to tell the runner something: docs.github.com, "Workflow commands", "Environment files". */
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface StepFiles {
  /** Variables that name the files. */
  readonly variables: Readonly<Record<string, string>>;
  read(): Promise<Written>;
}

/** What a step has written. */
export interface Written {
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  /** Markdown. */
  readonly summary: string;
}

const names = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_STATE"] as const;

/** Makes a step's empty files in a folder. */
export async function stepFiles(folder: string): Promise<StepFiles> {
  const id = randomUUID();
  const fileOf = (name: (typeof names)[number]): string => join(folder, `${name}_${id}`);
  await Promise.all(names.map((name) => writeFile(fileOf(name), "")));
  const text = (name: (typeof names)[number]): Promise<string> => readFile(fileOf(name), "utf8");
  return {
    variables: Object.fromEntries(names.map((name) => [name, fileOf(name)])),
    read: async () => ({
      outputs: assignmentsIn(await text("GITHUB_OUTPUT")),
      env: assignmentsIn(await text("GITHUB_ENV")),
      path: (await text("GITHUB_PATH")).split("\n").filter((line) => line !== ""),
      summary: await text("GITHUB_STEP_SUMMARY"),
    }),
  };
}

/**
 * `name=value` a line, and `name<<END`, lines, `END`.
 * @throws Error as GitHub's runner does where a line is neither, or an end is missing
 */
export function assignmentsIn(text: string): Record<string, string> {
  const assignments: Record<string, string> = {};
  const lines = text.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) assignments[line.slice(0, equals)] = line.slice(equals + 1);
    else if (heredoc > 0) {
      const end = lines.indexOf(line.slice(heredoc + 2));
      if (end < 0) throw new Error("Invalid value. Matching delimiter not found");
      assignments[line.slice(0, heredoc)] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join("\n");
    } else throw new Error("Invalid format");
  }
  return assignments;
}

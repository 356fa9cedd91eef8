/** A finding as `pulumi preview` prints it under "Policies:". */
export interface PrintedFinding {
  readonly level: string;
  readonly rule: string;
  /** Type and name of the resource, as printed between the parentheses. */
  readonly resource: string;
  /** All lines, the heading included, without their common indentation. */
  readonly lines: readonly string[];
}

const heading = /^ {8}- \[(\w+)\](?: \[severity: \w+\])? {2}(\S+) {2}\((.*)\)$/;

/** The findings of the "Policies:" section, in the order printed. */
export function printedFindings(output: string): PrintedFinding[] {
  const findings: { level: string; rule: string; resource: string; lines: string[] }[] = [];
  const section = /^Policies:\n((?: .*\n|\n)*?)(?=\S|$(?![^]))/m.exec(output)?.[1] ?? "";
  for (const line of section.split("\n")) {
    const [, level, rule, resource] = heading.exec(line) ?? [];
    if (level && rule && resource) findings.push({ level, rule, resource, lines: [line.trim()] });
    else if (line.startsWith(" ".repeat(10))) findings.at(-1)?.lines.push(line.trim());
  }
  return findings;
}

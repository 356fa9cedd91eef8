import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DeclarationError, parseDeclaration, type Declaration } from "../../governance/index.ts";

const file = new URL("../fixtures/governance.yaml", import.meta.url);

/** A declaration that holds still: error texts name its lines, which the shipped example may shift. */
export const exampleText = readFileSync(file, "utf8");

/** A piece of the text, and what stands there instead. */
export type Edit = readonly [from: string, to: string];

/** That declaration, with pieces of its text exchanged. Each piece must occur once. */
export function edited(...edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, `"${from}" occurs once in the declaration`);
    return text.replace(from, () => to);
  }, exampleText);
}

export function parsed(...edits: readonly Edit[]): Declaration {
  return parseDeclaration(edited(...edits), "governance.yaml");
}

/** That declaration, with waivers of rules that do not exist. */
export function waiving(...rules: readonly string[]): string {
  const others = "reason: Agreed., approvedBy: octocat, expires: 2027-03-31";
  const waivers = rules.map((rule) => `  - {rule: ${rule}, target: {repository: docs}, ${others}}\n`);
  return `${exampleText}\nwaivers:\n${waivers.join("")}`;
}

/** Edits that give every tier a team of people as reviewers, which the declaration leaves out. */
export const reviewedByPeople = [
  ["approvals: 1\n", "approvals: 1\n    reviewers: engineers\n"],
  [
    "signedCommits: true\n    repositories: [payments",
    "signedCommits: true\n    reviewers: engineers\n    repositories: [payments",
  ],
  ["repositories: [card-vault", "reviewers: platform-engineering\n    repositories: [card-vault"],
] as const;

/** The problems that parsing reports; fails when it reports none. */
export function problemsOf(text: string): readonly string[] {
  try {
    parseDeclaration(text, "governance.yaml");
  } catch (error) {
    assert.ok(error instanceof DeclarationError, `a DeclarationError, not ${String(error)}`);
    return error.problems;
  }
  return assert.fail("the text was accepted");
}

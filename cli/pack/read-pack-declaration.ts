import type { Declaration } from "../../governance/index.ts";
import { rules } from "../../policypack/rules/index.ts";
import { checkWaivedRules, WaivedRuleError } from "../../policypack/waivers.ts";
import { InputError, readDeclarationFile } from "../read-input.ts";

/**
 * The declaration that a pack is told: besides being one, it waives rules of the pack only.
 *
 * @throws InputError, DeclarationError
 */
export async function readPackDeclaration(path: string): Promise<Declaration> {
  const declaration = await readDeclarationFile(path);
  try {
    checkWaivedRules(declaration.waivers, rules);
  } catch (error) {
    if (!(error instanceof WaivedRuleError)) throw error;
    throw new InputError(error.problems.map((problem) => `${path}: ${problem}`).join("\n"));
  }
  return declaration;
}

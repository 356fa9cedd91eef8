import { createHash } from "node:crypto";
import { parseDeclaration } from "../../governance/declaration/parse.ts";
import type { Declaration } from "../../governance/declaration/schema.ts";
import { InputError, readBytes } from "../read-input.ts";

/** The declaration that is judged by. */
export interface GovernanceDocument {
  readonly declaration: Declaration;
  readonly bytes: Buffer;
  /** Of the bytes: `sha256:<hex>`. */
  readonly digest: string;
}

/** @throws InputError, DeclarationError */
export async function readGovernanceDocument(file: string): Promise<GovernanceDocument> {
  const bytes = await readBytes(file);
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { declaration: parseDeclaration(bytes.toString("utf8"), file), bytes, digest };
}

/** @throws InputError where the repository is not one of the declaration's organisation */
export function refuseOtherOrganization({ organization }: Declaration, owner: string): void {
  if (organization.login.toLowerCase() === owner.toLowerCase()) return;
  throw new InputError(
    `the governance document is of the organisation ${organization.login}, and the repository belongs to ${owner}; ` +
      "judge by the document of that organisation",
  );
}

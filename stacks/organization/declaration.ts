import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { DeclarationError, parseDeclaration, type Declaration } from "../../governance/index.ts";

/** @throws pulumi.RunError, which Pulumi shows without a stack trace, naming the file and everything wrong in it. */
export function readDeclaration(path: string): Declaration {
  try {
    return parseDeclaration(readFileSync(path, "utf8"), path);
  } catch (error) {
    if (error instanceof DeclarationError) throw new pulumi.RunError(error.message);
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
    throw new pulumi.RunError(
      `The declaration ${resolve(path)} cannot be read: ${reason}. ` +
        "Write it there (stacks/organization/governance.yaml is an example), or name another with `pulumi config set declaration <file>`.",
    );
  }
}

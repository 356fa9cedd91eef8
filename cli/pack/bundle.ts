import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../read-input.ts";

const bundle = join(import.meta.dirname, "../../policypack/dist/built.cjs");

/** The bundle that a built pack runs, as `npm run build` makes it. @throws InputError where it is missing */
export async function readBundle(file = bundle): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new InputError(`${file} is missing; make it: npm run build`);
  }
}

/** Every row, in the order in which reports and the page name them. */
import type { DangerousSetting } from "../row.ts";
import { approvals } from "./approvals.ts";
import { commandLines } from "./command-lines.ts";
import { commands } from "./commands.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { endpoints } from "./endpoints.ts";
import { permissions } from "./permissions.ts";
import { servers } from "./servers.ts";

export const dangerousSettings: readonly DangerousSetting[] = [
  ...permissions,
  ...approvals,
  ...endpoints,
  ...commands,
  ...servers,
  ...commandLines,
  ...duplicateKeys,
];

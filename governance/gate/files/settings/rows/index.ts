/** Every row, in the order in which reports and the page name them. */
import type { DangerousSetting } from "../row.ts";
import { permissions } from "./permissions.ts";

export const dangerousSettings: readonly DangerousSetting[] = [...permissions];

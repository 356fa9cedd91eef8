/** The whole table of controls: the spine of the project. Ids are never reused. */
import { evidenceRows } from "./evidence-rows.ts";
import { uncontrollableRows } from "./not-controllable.ts";
import { organizationRows } from "./organization-rows.ts";
import { repositoryRows } from "./repository-rows.ts";
import type { ControlRow, UncontrollableRow } from "./row.ts";
import { toolRows } from "./tool-rows.ts";

/** What each control holds for: a heading to read them under. */
export const controlTable: Readonly<Record<string, readonly ControlRow[]>> = {
  "Each repository": repositoryRows,
  "The organisation": organizationRows,
  "Each tool": toolRows,
  "The audit store": evidenceRows,
};

export const notControllable: readonly UncontrollableRow[] = uncontrollableRows;

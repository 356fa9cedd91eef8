/** What the rows of dangerous settings are made of. */
import type { PlacedNode, SettingNode } from "./node.ts";

/** A place in a file that a row speaks of. */
export interface Hit {
  /** Keys that lead there; none: the file as a whole. */
  readonly path: PlacedNode["path"];
  /** Two hits of a row that are the same setting with the same value have the same mark. */
  readonly mark: string;
  /** From 1. */
  readonly line?: number;
}

export interface Example {
  readonly path: string;
  readonly mode?: string;
  readonly before?: string;
  readonly after: string;
}

export interface DangerousSetting {
  /** Anchor of the page; never in a report. */
  readonly id: string;
  /** Heading of the page. */
  readonly title: string;
  /** Files and keys, for the page. */
  readonly where: string;
  /** What the setting does: ends "The change sets `key`, which ...", or "The file ..." where no key leads to it. */
  readonly does: string;
  /** What must be: one sentence without its full stop. */
  readonly must: string;
  readonly fix: string;
  /** Public documentation, or a report of an attack. */
  readonly sources: readonly string[];
  /** Judges workflows and other guards of the repository too, whose keys mean other things than those of a tool's settings. */
  readonly ofGuards?: true;
  /** A hit that the change takes away counts, not one that it brings in. */
  readonly whenRemoved?: true;
  find(root: SettingNode, path: string, text: string): Hit[];
  readonly bad: Example;
  readonly good: Example;
}

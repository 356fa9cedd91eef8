import { z } from "zod";
import type { Attachment, Repository } from "./api.ts";
import type { Settings } from "./features.ts";

export const attachTo = z.enum(["all", "all_without_configurations", "public", "private_or_internal", "selected"]);
export type AttachTo = z.infer<typeof attachTo>;

/** Where a configuration holds now. */
export interface Situation {
  readonly repositories: readonly Repository[];
  readonly attached: readonly Attachment[];
  /** Repository to the other configuration that it has. */
  readonly elsewhere: ReadonlyMap<number, number>;
}

export interface Wanted {
  readonly attachTo: AttachTo;
  /** Ids of the selected repositories. */
  readonly selected: readonly number[];
  readonly settings: Settings;
}

export interface Steps {
  /** Repositories in which the configuration must come into force. */
  readonly missing: number[];
  /** Repositories that have it and must not. */
  readonly surplus: number[];
  /** Whether none of those that are wanted has it yet, so that GitHub can be told their kind instead of their ids. */
  readonly isFresh: boolean;
}

/** What is to be done so that the configuration holds where it is wanted. Archived repositories count by name only. */
export function stepsTo(wanted: Wanted, situation: Situation): Steps {
  const inForce = inForceIn(wanted.settings, situation);
  const inScope = situation.repositories.filter((one) => isWanted(one, wanted, situation));
  const active = inScope.filter(({ archived }) => wanted.attachTo === "selected" || archived !== true);
  const missing = active.map(({ id }) => id).filter((id) => !inForce.has(id));
  const known = new Set([...inScope.map(({ id }) => id), ...wanted.selected]);
  return {
    missing: [...missing, ...unlisted(wanted, situation, inForce)],
    surplus: situation.attached.map(({ repository }) => repository.id).filter((id) => !known.has(id)),
    isFresh: wanted.attachTo !== "selected" && missing.length === active.length,
  };
}

/** Selected repositories that the list, made at another moment, does not have. */
function unlisted({ attachTo, selected }: Wanted, { repositories }: Situation, inForce: ReadonlySet<number>): number[] {
  if (attachTo !== "selected") return [];
  return selected.filter((id) => !inForce.has(id) && !repositories.some((one) => one.id === id));
}

function isWanted(one: Repository, { attachTo, selected }: Wanted, { elsewhere }: Situation): boolean {
  switch (attachTo) {
    case "all":
      return true;
    case "all_without_configurations":
      return !elsewhere.has(one.id);
    case "public":
      return !one.private;
    case "private_or_internal":
      return one.private;
    case "selected":
      return selected.includes(one.id);
  }
}

/** Repositories that have the configuration with everything it promises. */
export function inForceIn(settings: Settings, situation: Situation): Set<number> {
  const broken = new Set(brokenIn(settings, situation).map(({ id }) => id));
  return new Set(situation.attached.map(({ repository }) => repository.id).filter((id) => !broken.has(id)));
}

/**
 * Repositories that have the configuration without its effect. GitHub says `failed`, or nothing: "If insufficient GHAS
 * licenses are available to attach the configuration to a repository, only free features will be enabled."
 */
export function brokenIn(settings: Settings, { repositories, attached }: Situation): { id: number; name: string }[] {
  const byId = new Map(repositories.map((one) => [one.id, one]));
  const isBroken = ({ status, repository: { id } }: Attachment) =>
    status === "failed" || (isDone(status) && scanningOf(byId.get(id), settings) === "off");
  return attached.filter(isBroken).map(({ repository }) => repository);
}

/** Repositories that are said to have the configuration, and of which GitHub does not show whether it has its effect. */
export function notKnownIn(settings: Settings, { repositories, attached }: Situation): { id: number; name: string }[] {
  const byId = new Map(repositories.map((one) => [one.id, one]));
  const isUnknown = ({ status, repository: { id } }: Attachment) =>
    isDone(status) && scanningOf(byId.get(id), settings) === "unknown";
  return attached.filter(isUnknown).map(({ repository }) => repository);
}

const isDone = (status: string): boolean => status === "attached" || status === "enforced";

/** Whether what the configuration promises of secret scanning is so; on where it promises nothing. */
function scanningOf(one: Repository | undefined, settings: Settings): "on" | "off" | "unknown" {
  const isPaidFor = settings.advancedSecurity === "enabled" || settings.advancedSecurity === "secret_protection";
  if (one?.archived === true || (one?.private !== false && !isPaidFor)) return "on";
  const { secret_scanning: scanning, secret_scanning_push_protection: push } = one?.security_and_analysis ?? {};
  const promised = [
    ...(settings.secretScanning === "enabled" ? [scanning?.status] : []),
    ...(settings.secretScanningPushProtection === "enabled" ? [push?.status] : []),
  ];
  if (promised.includes("disabled")) return "off";
  return promised.includes(undefined) ? "unknown" : "on";
}

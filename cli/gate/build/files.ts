import { createHash } from "node:crypto";
import manifest from "../../package.json" with { type: "json" };
import { documentName } from "../action/run-action.ts";
import type { Manifest } from "../../folder.ts";
import { actionFile } from "./action-file.ts";

const bundleName = "gate.mjs";
const gateName = "ai-governance-gate";
const mark = "-sha256-";

/** Whether a `package.json` is of a gate that `gateFiles` made. */
export function isBuiltGate({ name, version }: Manifest): boolean {
  return name === gateName && typeof version === "string" && /^\d+\.\d+\.\d+-sha256-[0-9a-f]{64}$/.test(version);
}

/**
 * The action's files for one organisation. Equal bytes in give equal bytes out; the version is the digest of all of them.
 *
 * @param document bytes of governance.yaml
 */
export function gateFiles(document: Uint8Array, bundle: string, organization: string) {
  const content = {
    "action.yml": actionFile(organization, bundleName),
    [bundleName]: bundle,
    [documentName]: document,
  };
  const version = `${manifest.version}${mark}${digestOf(content)}`;
  const { license } = manifest;
  const description = `Gate of ${organization}: judges pull requests by the governance document beside it.`;
  const packageFile = { name: gateName, version, private: true, description, license, type: "module" };
  return { version, files: { ...content, "package.json": `${JSON.stringify(packageFile, null, 2)}\n` } };
}

function digestOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const digest = createHash("sha256");
  for (const [name, content] of Object.entries(files)) {
    digest.update(`${name} ${Buffer.byteLength(content)}\n`).update(content);
  }
  return digest.digest("hex");
}

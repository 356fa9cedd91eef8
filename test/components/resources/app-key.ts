import { generateKeyPairSync } from "node:crypto";
import type { Seed } from "../../../local/github/core/seed.ts";
import { seed } from "../../local/github/fixture.ts";

/** A key as GitHub makes it for an app, and a stranger's. */
export const appKey = newKey();
export const otherKey = newKey();

function newKey() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}

export const appId = 4711;
export const installationId = 99;

/** With an app that administers repositories and properties. */
export const seedWithApp: Seed = {
  ...seed,
  apps: [
    ...(seed.apps ?? []),
    {
      id: appId,
      slug: "platform-stacks",
      installationId,
      publicKey: appKey.publicKey,
      permissions: {
        administration: "write",
        contents: "write",
        metadata: "read",
        organization_custom_properties: "admin",
      },
    },
  ],
};

export const appAuth = { id: String(appId), installationId: String(installationId), pemFile: appKey.privateKey };

import { Provider } from "@pulumi/aws/provider.js";
import type { Region } from "@pulumi/aws/types/enums/index.js";
import * as pulumi from "@pulumi/pulumi";

/** AWS as that role sees it, with the settings of this stack's `aws:` configuration that say how to reach AWS. */
export function auditAccount(roleArn: string): Provider {
  const settings = new pulumi.Config("aws");
  // An explicit provider takes nothing from the configuration by itself.
  return new Provider("audit-account", {
    region: settings.get<Region>("region"),
    assumeRoles: [{ roleArn, sessionName: "ai-governance" }],
    s3UsePathStyle: settings.getBoolean("s3UsePathStyle"),
    skipCredentialsValidation: settings.getBoolean("skipCredentialsValidation"),
    skipMetadataApiCheck: settings.getBoolean("skipMetadataApiCheck"),
  });
}

import configured from "@pulumi/aws/config/vars.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";

/** AWS as that role sees it, with the settings of this stack's `aws:` configuration, which say how to reach AWS. */
export function auditAccount(roleArn: string): Provider {
  const settings = new pulumi.Config("aws");
  return new Provider("audit-account", {
    // An explicit provider takes nothing from the configuration by itself.
    ...configured,
    accessKey: settings.getSecret("accessKey"),
    secretKey: settings.getSecret("secretKey"),
    token: settings.getSecret("token"),
    // An address of a proxy can hold a password.
    httpProxy: settings.getSecret("httpProxy"),
    httpsProxy: settings.getSecret("httpsProxy"),
    // They fence the account of the credentials, and would refuse the one that the role leads to.
    allowedAccountIds: undefined,
    forbiddenAccountIds: undefined,
    // Assumed one after the other: the configured roles lead to those credentials.
    assumeRoles: [...(configured.assumeRoles ?? []), { roleArn, sessionName: "ai-governance" }],
  });
}

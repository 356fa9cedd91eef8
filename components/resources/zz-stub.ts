import * as pulumi from "@pulumi/pulumi";
export class CodeSecurityConfiguration extends pulumi.CustomResource {
  constructor(name: string, args: object, opts?: pulumi.CustomResourceOptions) {
    super("ai-governance:index:CodeSecurityConfiguration", name, { ...args }, opts);
  }
}
export class AppInstallationScope extends pulumi.CustomResource {
  constructor(name: string, args: object, opts?: pulumi.CustomResourceOptions) {
    super("ai-governance:index:AppInstallationScope", name, { ...args }, opts);
  }
}

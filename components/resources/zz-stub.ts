import * as pulumi from "@pulumi/pulumi";
export class AppInstallationScope extends pulumi.CustomResource {
  constructor(name: string, args: object, opts?: pulumi.CustomResourceOptions) {
    super("ai-governance:index:AppInstallationScope", name, { ...args }, opts);
  }
}

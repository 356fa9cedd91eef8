import { GetRoleCommand, ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { z } from "zod";
import { invoke } from "../../../components/resources/host/index.ts";
import { unlessMissing } from "./answers.ts";
import type { Clients } from "./clients.ts";
import { abortable } from "./resource.ts";

const withId = z.strictObject({ id: z.string().optional() });
const regionArgs = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  region: z.string().optional(),
});
const roleArgs = z.strictObject({ name: z.string() });
const issuerArgs = z.strictObject({ url: z.string() });
const bucketArgs = z.strictObject({ bucket: z.string(), region: z.string().optional() });

/** The functions that programs here call, by token. */
export const functions = {
  "aws:index/getCallerIdentity:getCallerIdentity": invoke<typeof withId, Clients>({
    args: withId,
    async run(_args, { context: { sts }, signal }) {
      const found = await sts.send(new GetCallerIdentityCommand({}), abortable(signal));
      return { accountId: found.Account, arn: found.Arn, id: found.Account, userId: found.UserId };
    },
  }),
  "aws:index/getPartition:getPartition": invoke<typeof withId, Clients>({
    args: withId,
    run: async () => ({
      partition: "aws",
      id: "aws",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    }),
  }),
  "aws:index/getRegion:getRegion": invoke<typeof regionArgs, Clients>({
    args: regionArgs,
    async run(args, { context }) {
      const region = args.region ?? args.name ?? context.region;
      return { region, name: region, id: region, description: region, endpoint: `ec2.${region}.amazonaws.com` };
    },
  }),
  "aws:iam/getRole:getRole": invoke<typeof roleArgs, Clients>({
    args: roleArgs,
    async run({ name }, { context: { iam }, signal }) {
      const answer = iam.send(new GetRoleCommand({ RoleName: name }), abortable(signal));
      const role = (await unlessMissing(answer, "NoSuchEntityException"))?.Role;
      if (role === undefined) throw new Error(`there is no role ${name}: create it first, or correct the name`);
      return { id: name, name, arn: role.Arn, path: role.Path, uniqueId: role.RoleId };
    },
  }),
  "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": invoke<typeof issuerArgs, Clients>({
    args: issuerArgs,
    async run({ url }, { context: { iam }, signal }) {
      const { OpenIDConnectProviderList = [] } = await iam.send(
        new ListOpenIDConnectProvidersCommand({}),
        abortable(signal),
      );
      const issuer = url.replace("https://", "");
      const arn = OpenIDConnectProviderList.find(({ Arn }) => Arn?.endsWith(`oidc-provider/${issuer}`))?.Arn;
      if (arn === undefined)
        throw new Error(`there is no OIDC provider for ${url}: create it first, or correct the URL`);
      return { id: arn, arn, url: issuer };
    },
  }),
  "aws:s3/getBucket:getBucket": invoke<typeof bucketArgs, Clients>({
    args: bucketArgs,
    async run({ bucket }, { context: { s3, region }, signal }) {
      const answer = s3.send(new HeadBucketCommand({ Bucket: bucket }), abortable(signal));
      if (!(await unlessMissing(answer, "NotFound", "NoSuchBucket"))) {
        throw new Error(`there is no bucket ${bucket}: create it first, or correct the name`);
      }
      return {
        arn: `arn:aws:s3:::${bucket}`,
        bucket,
        bucketDomainName: `${bucket}.s3.amazonaws.com`,
        bucketRegion: region,
        bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
        hostedZoneId: "Z3AQBSTGFYJSTF",
        id: bucket,
        region,
        websiteDomain: "",
        websiteEndpoint: "",
      };
    },
  }),
};

import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from "@aws-sdk/client-iam";
import type { IAMClient } from "@aws-sdk/client-iam";
import { z } from "zod";
import { sameMembers } from "../../../../components/resources/host/index.ts";
import { settled, unlessMissing } from "../answers.ts";
import { abortable, awsResource } from "../resource.ts";
import { tagList, tagRecord, tags } from "../tags.ts";

const inputs = z.strictObject({
  url: z.string().startsWith("https://", { error: 'must begin with "https://"' }),
  clientIdLists: z.array(z.string()),
  thumbprintLists: z.array(z.string()).optional(),
  tags,
});
type Inputs = z.infer<typeof inputs>;

const outputs = z.strictObject({ arn: z.string(), tagsAll: z.record(z.string(), z.string()) });

type Call = ReturnType<typeof abortable>;

const same = { url: sameUrl, clientIdLists: sameMembers, thumbprintLists: sameMembers };

/** `aws:iam/openIdConnectProvider:OpenIdConnectProvider`; its id is its ARN. */
export const openIdConnectProvider = awsResource<typeof inputs, typeof outputs>({
  description: "An OpenID Connect identity provider of the account.",
  inputs,
  outputs,
  replaceOnChanges: ["url"],
  deleteBeforeReplace: true,
  same,
  async create(given, { context: { iam }, signal }) {
    const command = new CreateOpenIDConnectProviderCommand({
      Url: given.url,
      ClientIDList: given.clientIdLists,
      // IAM finds the thumbprint of a well-known issuer by itself; a local server cannot.
      ThumbprintList: given.thumbprintLists ?? ["0".repeat(40)],
      Tags: tagList(given.tags),
    });
    const { OpenIDConnectProviderArn: arn = "" } = await iam.send(command, abortable(signal));
    return { id: arn, outputs: { arn, tagsAll: given.tags ?? {} } };
  },
  async read(arn, given, _outputs, { context: { iam }, signal }) {
    const live = await find(iam, arn, abortable(signal));
    if (!live) return undefined;
    const thumbprintLists = given && given.thumbprintLists === undefined ? undefined : live.thumbprintLists;
    const found = settled<Inputs>(given, { ...live, thumbprintLists }, same);
    return { inputs: found, outputs: { arn, tagsAll: live.tags ?? {} } };
  },
  async update(arn, olds, given, { context: { iam }, signal }) {
    const call = abortable(signal);
    const OpenIDConnectProviderArn = arn;
    const live = (await find(iam, arn, call)) ?? olds;
    for (const ClientID of given.clientIdLists.filter((id) => !live.clientIdLists.includes(id))) {
      await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }), call);
    }
    for (const ClientID of live.clientIdLists.filter((id) => !given.clientIdLists.includes(id))) {
      await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }), call);
    }
    const ThumbprintList = given.thumbprintLists;
    if (ThumbprintList && !sameMembers(ThumbprintList, live.thumbprintLists)) {
      await iam.send(
        new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn, ThumbprintList }),
        call,
      );
    }
    await retag(iam, arn, live, given, call);
    return { arn, tagsAll: given.tags ?? {} };
  },
  async delete(arn, _state, { context: { iam }, signal }) {
    const command = new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
    await unlessMissing(iam.send(command, abortable(signal)), "NoSuchEntityException");
  },
});

async function find(iam: IAMClient, arn: string, call: Call): Promise<Inputs | undefined> {
  const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
  const found = await unlessMissing(iam.send(command, call), "NoSuchEntityException");
  if (!found) return undefined;
  return {
    url: `https://${(found.Url ?? "").replace(/^https:\/\//, "")}`,
    clientIdLists: found.ClientIDList ?? [],
    thumbprintLists: found.ThumbprintList ?? [],
    tags: tagRecord(found.Tags),
  };
}

async function retag(iam: IAMClient, arn: string, live: Inputs, given: Inputs, call: Call): Promise<void> {
  const OpenIDConnectProviderArn = arn;
  const TagKeys = Object.keys(live.tags ?? {}).filter((name) => !(name in (given.tags ?? {})));
  if (TagKeys.length > 0) {
    await iam.send(new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys }), call);
  }
  const Tags = tagList(given.tags);
  if (Tags.length > 0) await iam.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags }), call);
}

function sameUrl(left: unknown, right: unknown): boolean {
  return String(left).replace(/\/$/, "") === String(right).replace(/\/$/, "");
}

import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import aliasProto from "@pulumi/pulumi/proto/alias_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import { propertiesOf, structOf } from "../../../../components/resources/host/struct.ts";
import { reveal, unknownValue, wrapSecret, type Properties } from "../../../../components/resources/host/values.ts";
import { startPlugin, type PluginProcess } from "./plugin-process.ts";

const repository = "ai-governance:index:GovernedRepository";
const bucket = "ai-governance:index:AuditBucket";
const urn = (type: string, name: string) => `urn:pulumi:dev::project::${type}::${name}`;

/** A value as the engine sends it where it came from another resource. */
const output = (value: unknown, from: string) => ({
  "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  ...(value === undefined ? {} : { value }),
  dependencies: [from],
});
const good = { repository: "payments-api", aiPathOwners: ["@acme/platform"] };

const workflow = {
  jobWorkflowRef: "acme/governance/.github/workflows/collect.yml@refs/heads/main",
  ref: "refs/heads/main",
};

describe("constructing a component for another language", function () {
  this.timeout(30_000);
  let plugin: PluginProcess;
  before(async () => void (plugin = await startPlugin()));
  after(() => plugin?.close());
  afterEach(() => void plugin.registered());

  const request = (inputs: Properties, type = repository): ConstructRequest =>
    new pb.ConstructRequest()
      .setProject("project")
      .setStack("dev")
      .setDryrun(true)
      .setMonitorendpoint(plugin.monitor)
      .setType(type)
      .setName("api")
      .setInputs(structOf(inputs));
  const failure = (inputs: Properties, type?: string): Promise<string> =>
    plugin.construct(request(inputs, type)).then(
      () => assert.fail("it was constructed"),
      (error: ServiceError) => error.details,
    );
  const registered = () => new Map(plugin.registered().map((each) => [each.getName(), each]));

  it("registers the component with its inputs, then its children below it, and answers with urn and outputs", async () => {
    const response = await plugin.construct(request(good));
    const all = registered();
    assert.deepEqual([...all.keys()], ["api", "api-merges", "api-codeowners"]);
    assert.deepEqual(propertiesOf(all.get("api")?.getObject()), good);
    for (const child of ["api-merges", "api-codeowners"]) {
      assert.equal(all.get(child)?.getParent(), urn(repository, "api"));
    }
    assert.equal(response.getUrn(), urn(repository, "api"));
    assert.deepEqual(propertiesOf(response.getState()), {
      repositoryName: "payments-api",
      codeownersProposal: unknownValue,
    });
    const dependencies = response.getStatedependenciesMap().get("codeownersProposal")?.getUrnsList();
    assert.deepEqual(dependencies, [urn("ai-governance:index:ReviewedFile", "api-codeowners")]);
  });

  it("carries parent, provider, aliases, protection, retention and dependencies", async () => {
    const provider = `${urn("pulumi:providers:ai-governance", "other")}::id`;
    const wanted = request(good).setParent(urn("my:index:Parent", "parent")).setProtect(true).setRetainondelete(true);
    wanted.setAliasesList([new aliasProto.Alias().setUrn(urn(repository, "old"))]);
    wanted.setDependenciesList([urn("my:index:Other", "other")]);
    wanted.getProvidersMap().set("ai-governance", provider);
    await plugin.construct(wanted);
    const all = registered();
    const component = all.get("api");
    assert.equal(component?.getParent(), urn("my:index:Parent", "parent"));
    assert.deepEqual(
      component?.getAliasesList().map((alias) => alias.getUrn()),
      [urn(repository, "old")],
    );
    assert.deepEqual(component?.getDependenciesList(), [urn("my:index:Other", "other")]);
    for (const each of all.values()) assert.equal(each.getProtect(), true);
    // Children inherit it in the engine.
    assert.equal(component?.getRetainondelete(), true);
    assert.equal(all.get("api-merges")?.getProvider(), provider);
  });

  it("gives the constructor what a plain value's promise holds, and makes the component wait for where it came from", async () => {
    const from = urn("my:index:Team", "team");
    await plugin.construct(request({ ...good, aiPathOwners: [output("@acme/security", from)] }));
    const all = registered();
    assert.match(String(propertiesOf(all.get("api-codeowners")?.getObject())["content"]), /AGENTS\.md @acme\/security/);
    assert.deepEqual(all.get("api")?.getDependenciesList(), [from]);
  });

  it("names every plain value that is not known yet or secret, and no secret's value", async () => {
    const from = urn("my:index:Team", "team");
    const message = await failure({
      repository: wrapSecret("payments-api"),
      aiPathOwners: ["@acme/platform", output(undefined, from)],
      codeowners: unknownValue,
    });
    assert.deepEqual(message.split("\n"), [
      "GovernedRepository has bad arguments:",
      "  aiPathOwners[1]: found a value that is known only after an update; must be known in a preview, because it decides which resources there are",
      "  codeowners: found a value that is known only after an update; must be known in a preview, because it decides which resources there are",
      "  repository: found a secret; must be a plain value, because it decides which resources there are and shows in their names",
    ]);
    assert.deepEqual([...registered().keys()], []);
  });

  it("leaves promises where the component takes them, also inside of an object that is one promise", async () => {
    const from = urn("my:index:Repository", "governance");
    const writer = { ...workflow, repositoryId: unknownValue };
    const wanted = request({ bucketName: "acme-ai-audit", oidcProviderArn: output(undefined, from), writer }, bucket);
    wanted.getInputdependenciesMap().set("writer", new pb.ConstructRequest.PropertyDependencies().setUrnsList([from]));
    await plugin.construct(wanted);
    const role = registered().get("api-writer");
    assert.equal(propertiesOf(role?.getObject())["assumeRolePolicy"], unknownValue);
    assert.ok(role?.getPropertydependenciesMap().get("assumeRolePolicy")?.getUrnsList().includes(from));
  });

  it("keeps what came from a secret secret", async () => {
    const arn = wrapSecret("arn:aws:iam::111122223333:oidc-provider/x.example");
    const writer = { ...workflow, repositoryId: 1 };
    await plugin.construct(request({ bucketName: "acme-ai-audit", oidcProviderArn: arn, writer }, bucket));
    const { secrets } = reveal(propertiesOf(registered().get("api-writer")?.getObject()));
    assert.deepEqual(
      secrets.map(({ path }) => path),
      [["assumeRolePolicy"]],
    );
    // A number where a text belongs becomes one: AWS compares texts.
    assert.match(String(secrets[0]?.value), /"x\.example:repository_id":"1"/);
  });

  it("names every property that does not exist, also inside of another one, and the right one", async () => {
    const writer = { ...workflow, repositoryID: "1" };
    const message = await failure({ bucketname: "b", oidcProviderArn: "arn", writer }, bucket);
    assert.match(message, /\n {2}bucketname: is unknown to AuditBucket; known: .* Did you mean bucketName\?/);
    assert.match(
      message,
      /\n {2}writer\.repositoryID: is unknown to AuditBucket; known: .* Did you mean repositoryId\?/,
    );
  });

  it("passes on what the component itself says of its arguments", async () => {
    assert.equal(
      await failure({ ...good, repository: "acme/api" }),
      'GovernedRepository has bad arguments:\n  repository: found "acme/api"; must be the name without its owner, e.g. payments-api',
    );
  });

  it("names the components there are", async () => {
    assert.match(
      await failure({}, "ai-governance:index:GovernedRepositroy"),
      /has no component "ai-governance:index:GovernedRepositroy"; it has: ai-governance:index:AiPathOwnership, .* Did you mean ai-governance:index:GovernedRepository\?/,
    );
  });

  it("fails, instead of waiting for ever, when a child cannot be registered, and goes on with the next one", async () => {
    plugin.refuse("broken-merges");
    const broken = request(good).setName("broken");
    await assert.rejects(plugin.construct(broken), /broken-merges is refused/);
    assert.equal((await plugin.construct(request(good))).getUrn(), urn(repository, "api"));
  });
});

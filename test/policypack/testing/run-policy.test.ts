import assert from "node:assert/strict";
import {
  validateResourceOfType,
  validateStackResourcesOfType,
  type ResourceValidation,
  type ResourceValidationPolicy,
  type StackValidation,
  type StackValidationPolicy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { resource, runPolicy, secret, unknown, type ResourceArgs } from "../../../policypack/testing/index.ts";

const type = "acme:index:Store";

/** A resource class as provider SDKs have it. */
class Store extends pulumi.CustomResource {
  static readonly __pulumiType = type;
  declare readonly open: pulumi.Output<boolean>;
  constructor(name: string, args: { readonly open?: pulumi.Input<boolean> }) {
    super(type, name, args);
  }
}

/** One without a type, which only `isInstance` knows. */
class Shelf extends pulumi.CustomResource {
  static override isInstance(value: unknown): value is Shelf {
    return (value as { __pulumiType?: unknown }).__pulumiType === "acme:index:Shelf";
  }
  constructor(name: string, args: object) {
    super("acme:index:Shelf", name, args);
  }
}

const description = "Stores are closed.";
const policyOf = (
  validateResource: ResourceValidation | ResourceValidation[],
  more: Partial<ResourceValidationPolicy> = {},
): ResourceValidationPolicy => ({ name: "store-closed", description, validateResource, ...more });
const stackPolicyOf = (validateStack: StackValidation, more: Partial<StackValidationPolicy> = {}) => ({
  name: "stores-closed",
  description,
  validateStack,
  ...more,
});

const closed: ResourceValidation = ({ props }, report) => {
  if (props["open"]) report("the store is open; it must be closed.");
};

const open = resource({ type, name: "open", props: { open: true } });
const shut = resource({ type, name: "shut", props: { open: false } });
const unclear = resource({ type, name: "unclear", props: { open: unknown } });
const other = resource({ type: "acme:index:Other", name: "other", props: { open: true } });

/** What a resource policy reads of a resource. */
async function seen<Read>(args: ResourceArgs, read: (seen: Parameters<ResourceValidation>[0]) => Read): Promise<Read> {
  const all: Read[] = [];
  await runPolicy(
    policyOf((given) => void all.push(read(given))),
    [args],
  );
  assert.equal(all.length, 1);
  return all[0] as Read;
}

describe("runPolicy with a resource policy", () => {
  it("passes what the policy allows", async () => {
    assert.deepEqual(await runPolicy(policyOf(closed), [shut]), {
      policy: "store-closed",
      verdict: "pass",
      findings: [],
    });
  });

  it("fails with what the policy reports, without its description, at the resource", async () => {
    const policy = policyOf((_, report) => report("bad.", "urn:elsewhere"), {
      enforcementLevel: "mandatory",
      severity: "high",
    });
    assert.deepEqual(await runPolicy(policy, [open]), {
      policy: "store-closed",
      verdict: "fail",
      findings: [{ outcome: "violation", level: "mandatory", message: "bad.", urn: open.urn, severity: "high" }],
    });
  });

  it("fails at level advisory too, which is the default", async () => {
    const { verdict, findings } = await runPolicy(policyOf(closed), [shut, open]);
    assert.deepEqual(
      [verdict, findings.map(({ level, urn, severity }) => [level, urn, severity])],
      ["fail", [["advisory", open.urn, undefined]]],
    );
  });

  it("says which severity", async () => {
    for (const severity of ["low", "medium", "high", "critical"] as const) {
      const { findings } = await runPolicy(policyOf(closed, { severity }), [open]);
      assert.equal(findings[0]?.severity, severity);
    }
  });

  it("is undecided where the policy meets an unknown value, and judges the other resources all the same", async () => {
    const result = await runPolicy(policyOf(closed, { enforcementLevel: "mandatory" }), [unclear]);
    assert.deepEqual(
      [result.verdict, result.findings.map(({ outcome, level, urn }) => [outcome, level, urn])],
      ["undecided", [["undecided", "advisory", unclear.urn]]],
    );
    assert.match(result.findings[0]?.message ?? "", /string value at \.open can't be known during preview/);
    assert.equal((await runPolicy(policyOf(closed), [unclear, open])).verdict, "fail");
    assert.equal((await runPolicy(policyOf(closed), [unclear, shut])).verdict, "undecided");
  });

  it("is waived or undecided where an advisory message begins so, and only there", async () => {
    const saying = async (message: string, enforcementLevel: "advisory" | "mandatory" = "advisory") =>
      (
        await runPolicy(
          policyOf((_, report) => report(message), { enforcementLevel }),
          [open],
        )
      ).verdict;
    assert.deepEqual(
      [
        await saying("Waived: bad."),
        await saying("Undecided: bad."),
        await saying("Not Waived: bad."),
        await saying("Waived: bad.", "mandatory"),
        await saying("Undecided: bad.", "mandatory"),
      ],
      ["waived", "undecided", "fail", "fail", "fail"],
    );
  });

  it("gives the worst of several outcomes", async () => {
    const verdictOf = async (...messages: string[]) =>
      (
        await runPolicy(
          policyOf((_, report) => messages.forEach((message) => report(message))),
          [open],
        )
      ).verdict;
    assert.equal(await verdictOf("Waived: a", "Undecided: b", "c"), "fail");
    assert.equal(await verdictOf("Waived: a", "Undecided: b"), "undecided");
  });

  it("runs typed validators on their type only", async () => {
    const typed = policyOf(validateResourceOfType(Store, ({ open }, _, report) => void (open && report("open."))));
    assert.equal((await runPolicy(typed, [open, other])).verdict, "fail");
    assert.equal((await runPolicy(typed, [shut, other])).verdict, "pass");
    assert.deepEqual(await runPolicy(typed, [other]), {
      policy: "store-closed",
      verdict: "notApplicable",
      findings: [],
      reason: "Policy only applies to resources of type 'acme:index:Store'",
    });
    const untyped = policyOf(validateResourceOfType(Shelf, (_props, _args, report) => report("a shelf.")));
    assert.equal((await runPolicy(untyped, [{ type: "acme:index:Shelf" }])).verdict, "fail");
    assert.equal((await runPolicy(untyped, [open])).reason, "Policy only applies to 'Shelf' resources");
  });

  it("runs every validator of an array, and judges where one does", async () => {
    const typed = validateResourceOfType(Store, (_props, _args, report) => report("typed."));
    const all = await runPolicy(policyOf([closed, typed]), [open]);
    assert.deepEqual(
      all.findings.map(({ message }) => message),
      ["the store is open; it must be closed.", "typed."],
    );
    assert.equal((await runPolicy(policyOf([closed, typed]), [{ ...other, props: {} }])).verdict, "pass");
    assert.equal((await runPolicy(policyOf([typed, typed]), [other])).verdict, "notApplicable");
  });

  it("waits for asynchronous validators", async () => {
    const late = policyOf(async (args, report) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await closed(args, report);
    });
    assert.equal((await runPolicy(late, [open])).verdict, "fail");
  });

  it("does not apply to nothing, where the policy says so, or where it only remediates", async () => {
    const skipping = policyOf(({ notApplicable }) => notApplicable("not here"));
    const remediating = { name: "store-shut", description, remediateResource: () => ({ open: false }) };
    const results = [
      await runPolicy(policyOf(closed), []),
      await runPolicy(skipping, [open, shut]),
      await runPolicy(remediating, [open]),
      await runPolicy(policyOf(closed, { enforcementLevel: "disabled" }), [open]),
    ];
    assert.deepEqual(
      results.map(({ verdict, reason }) => [verdict, reason]),
      [
        ["notApplicable", "no resources"],
        ["notApplicable", "not here"],
        ["notApplicable", "Policy does not implement validateResource"],
        ["notApplicable", "disabled"],
      ],
    );
  });

  it("fails with what the policy reported before it said that it does not apply", async () => {
    const both = policyOf(({ notApplicable }, report) => {
      report("bad.");
      notApplicable("after all");
    });
    const { verdict, reason } = await runPolicy(both, [open]);
    assert.deepEqual([verdict, reason], ["fail", undefined]);
  });

  it("rejects with what the policy throws, and names the policy", async () => {
    const broken = policyOf(() => {
      throw new Error("no such key");
    });
    await assert.rejects(runPolicy(broken, [open]), /policy 'store-closed'[^]*no such key/);
    const rejecting = policyOf(() => Promise.reject(new Error("no such key")));
    await assert.rejects(runPolicy(rejecting, [open]), /policy 'store-closed'[^]*no such key/);
  });
});

describe("runPolicy with a stack policy", () => {
  it("judges all resources together", async () => {
    const counting = stackPolicyOf(({ resources }, report) => report(`${resources.length} resources.`));
    assert.deepEqual((await runPolicy(counting, [open, shut])).findings, [
      { outcome: "violation", level: "advisory", message: "2 resources." },
    ]);
    assert.equal((await runPolicy(counting, [])).verdict, "fail");
  });

  it("places a finding at a resource of the stack, else at the stack", async () => {
    const placing = stackPolicyOf((_, report) => [open.urn, "urn:elsewhere"].forEach((urn) => report("bad.", urn)));
    assert.deepEqual(
      (await runPolicy(placing, [open])).findings.map(({ urn }) => urn),
      [open.urn, undefined],
    );
  });

  it("loses the resources behind an unknown value, as a preview does", async () => {
    const careless = stackPolicyOf(({ resources }, report) =>
      resources.forEach(({ props, urn }) => props["open"] && report("open.", urn)),
    );
    assert.equal((await runPolicy(careless, [open, unclear])).verdict, "fail");
    assert.equal((await runPolicy(careless, [unclear, open])).verdict, "undecided");
  });

  it("does not apply where its type is missing or it says so", async () => {
    const typed = stackPolicyOf(
      validateStackResourcesOfType(Store, (stores, _, report) => void (stores.length && report("x"))),
    );
    assert.equal((await runPolicy(typed, [open])).verdict, "fail");
    assert.equal(
      (await runPolicy(typed, [other])).reason,
      "Policy only applies to resources of type 'acme:index:Store'",
    );
    assert.equal(
      (
        await runPolicy(
          stackPolicyOf(({ notApplicable }) => notApplicable()),
          [open],
        )
      ).reason,
      "",
    );
  });

  it("relates resources", async () => {
    const child = resource({
      type,
      name: "child",
      parent: open,
      dependencies: [shut],
      propertyDependencies: { key: [other.urn] },
    });
    const names: unknown[] = [];
    const reading = stackPolicyOf(({ resources }) => {
      const { parent, dependencies, propertyDependencies, opts } = resources.at(-1) ?? assert.fail();
      names.push(parent?.name, dependencies[0]?.name, propertyDependencies["key"]?.[0]?.name, opts.parent);
    });
    assert.equal((await runPolicy(reading, [open, shut, other, child])).verdict, "pass");
    assert.deepEqual(names, ["open", "shut", "other", open.urn]);
  });

  it("keeps the policy's own `this`, and rejects with what it throws", async () => {
    const policy = {
      ...stackPolicyOf(() => undefined),
      limit: 1,
      validateStack({ resources }: Parameters<StackValidation>[0], report: Parameters<StackValidation>[1]) {
        if (resources.length > this.limit) report("too many.");
      },
    };
    assert.equal((await runPolicy(policy, [open, shut])).verdict, "fail");
    const broken = stackPolicyOf(() => Promise.reject(new Error("no such key")));
    await assert.rejects(runPolicy(broken, []), /policy 'stores-closed'[^]*no such key/);
  });

  it("is told configuration and stack tags", async () => {
    const reading = stackPolicyOf(({ getConfig, stackTags }, report) =>
      report(JSON.stringify([getConfig(), stackTags.get("team")])),
    );
    const { findings } = await runPolicy(reading, [], { config: { days: 7 }, stackTags: { team: "payments" } });
    assert.equal(findings[0]?.message, '[{"days":7},"payments"]');
  });
});

describe("a resource of a test", () => {
  it("has a name and a URN of its own, or those given", () => {
    assert.deepEqual(resource({ type }), { type, name: "it", urn: `urn:pulumi:test::test::${type}::it` });
    assert.equal(resource({ type, name: "a", urn: "urn:b" }).urn, "urn:b");
  });

  it("shows a policy what the engine would", async () => {
    const args: ResourceArgs = {
      type,
      name: "shown",
      props: {
        text: "a",
        none: null,
        left: undefined,
        list: [1, undefined],
        deep: { key: secret("s") },
        all: secret([1]),
        bare: Object.assign(Object.create(null) as object, { key: 2 }),
      },
      parent: "urn:parent",
      ignoreChanges: ["text"],
      protect: true,
      aliases: ["urn:old"],
      additionalSecretOutputs: ["key"],
      deleteBeforeReplace: false,
      provider: { type: "pulumi:providers:acme", props: { token: secret("t"), url: unknown } },
    };
    const shown = await seen(args, ({ type, name, urn, props, opts, provider, isType }) => ({
      ...{ type, name, urn, props: { ...props }, opts: { ...opts }, isStore: isType(Store), isShelf: isType(Shelf) },
      provider: { ...provider, props: Object.keys(provider?.props ?? {}), token: provider?.props["token"] as unknown },
    }));
    assert.deepEqual(JSON.parse(JSON.stringify(shown)), {
      type,
      name: "shown",
      urn: `urn:pulumi:test::test::${type}::shown`,
      props: { text: "a", none: null, list: [1, null], deep: { key: "s" }, all: [1], bare: { key: 2 } },
      opts: {
        protect: true,
        ignoreChanges: ["text"],
        aliases: ["urn:old"],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        additionalSecretOutputs: ["key"],
        deleteBeforeReplace: false,
        parent: "urn:parent",
      },
      isStore: true,
      isShelf: false,
      provider: {
        type: "pulumi:providers:acme",
        name: "default",
        urn: "urn:pulumi:test::test::pulumi:providers:acme::default",
        props: ["token", "url"],
        token: "t",
      },
    });
  });

  it("has the SDK's defaults where nothing is said", async () => {
    const { opts, props, provider } = await seen({ type }, ({ opts, props, provider }) => ({ opts, props, provider }));
    assert.deepEqual(
      [
        opts.protect,
        opts.ignoreChanges,
        opts.aliases,
        opts.parent,
        opts.deleteBeforeReplace,
        Object.keys(props),
        provider,
      ],
      [false, [], [], undefined, undefined, [], undefined],
    );
  });

  it("hides unknown values at any depth", async () => {
    const props = { list: [unknown], deep: { key: unknown }, key: secret(unknown) };
    for (const read of [
      (seen: typeof props) => seen.list[0],
      (seen: typeof props) => seen.deep.key,
      (seen: typeof props) => seen.key,
    ]) {
      const policy = policyOf((given) => void read(given.props as typeof props));
      assert.equal((await runPolicy(policy, [{ type, props }])).verdict, "undecided");
    }
  });

  it("refuses values that no resource has, all at once", async () => {
    const props = { a: pulumi.output(1), b: [() => 1], c: { d: NaN }, e: 1n, f: new Date(0), g: Symbol("x") };
    await assert.rejects(runPolicy(policyOf(closed), [{ type, props }]), (error) => {
      assert.ok(error instanceof TypeError);
      assert.deepEqual(error.message.split("\n"), [
        "it: props.a is an Output; write plain data, unknown or secret(...)",
        "it: props.b[0] is a function; write plain data, unknown or secret(...)",
        "it: props.c.d is NaN; write plain data, unknown or secret(...)",
        "it: props.e is a bigint; write plain data, unknown or secret(...)",
        "it: props.f is an object of class Date; write plain data, unknown or secret(...)",
        "it: props.g is a symbol; write plain data, unknown or secret(...)",
      ]);
      return true;
    });
    const provider = { type: "pulumi:providers:acme", props: { key: 1n } };
    await assert.rejects(
      runPolicy(policyOf(closed), [{ type, provider }]),
      /^TypeError: default: provider\.props\.key is/,
    );
  });

  it("needs a URN of its own", async () => {
    await assert.rejects(runPolicy(policyOf(closed), [{ type }, { type }, open]), {
      message: `two resources have one URN; give them names of their own: urn:pulumi:test::test::${type}::it`,
    });
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN, type Finding, type ResourceRecord } from "../../../../governance/index.ts";
import { providerTargetFindings } from "../../../../governance/policy/stack/provider-target.ts";
import { record } from "../records.ts";

type Props = Readonly<Record<string, unknown>>;

const place = { organization: "meridian-pay" };
const type = "pulumi:providers:github";

const judged = (props: Props, where: Parameters<typeof providerTargetFindings>[1] = place): Finding[] =>
  providerTargetFindings([record(type, props, "elsewhere")], where);
const told = (props: Props, githubBaseUrl?: string): string[] =>
  judged(props, { ...place, githubBaseUrl }).map(({ outcome, message, fix }) => `${outcome}: ${message} ${fix}`);

describe("providerTargetFindings", () => {
  it("finds nothing without providers, or where the provider changes the declared organisation", () => {
    assert.deepEqual(providerTargetFindings([], place), []);
    assert.deepEqual(judged({ owner: "meridian-pay" }), []);
    assert.deepEqual(judged({ owner: "meridian-pay" }, { organization: "Meridian-Pay" }), []);
    assert.deepEqual(judged({ owner: "Meridian-Pay", organization: "MERIDIAN-PAY", token: "x" }), []);
  });

  it("does not hold against a program what the environment decides", () => {
    assert.deepEqual(judged({ version: "6.15.0", readDelayMs: "0" }), []);
    assert.deepEqual(judged({ owner: "", organization: "", baseUrl: "", token: "", appAuth: null }), []);
  });

  for (const setting of ["owner", "organization"]) {
    it(`reports another ${setting}, whose organisation the pack is not for`, () => {
      assert.deepEqual(judged({ [setting]: "globex" }), [
        {
          outcome: "violation",
          subject: "elsewhere",
          message: `its ${setting} is globex, but this pack is for meridian-pay; it must change meridian-pay only.`,
          fix: "Set owner: meridian-pay, or leave it to the stack's configuration.",
          urn: `urn:pulumi:test::test::${type}::elsewhere`,
        },
      ]);
    });

    it(`stays undecided while ${setting} is unknown`, () => {
      assert.deepEqual(told({ [setting]: UNKNOWN }), [
        "undecided: whose organisation it changes is not known yet; it must be meridian-pay. " +
          "Set owner: meridian-pay, or leave it to the stack's configuration.",
      ]);
    });
  }

  it("names an owner whose login has a hyphen", () => {
    const [finding] = judged({ owner: "globex-labs" });
    assert.match(finding?.message ?? "", /^its owner is globex-labs, but/);
  });

  for (const [declared, given] of [
    ["https://git.notgithub.com/api/v3", "https://git.notgithub.com/proxy/"],
    ["https://github.com.example/api/v3", "https://github.com.example/proxy/"],
    ["https://myapi.ghe.com", "https://api.myghe.com"],
    ["https://git.example/x", "https://git.example/api/v3/x"],
  ] as const) {
    it(`does not take ${given} for ${declared}`, () => {
      const found = judged({ owner: "meridian-pay", baseUrl: given }, { ...place, githubBaseUrl: declared });
      assert.deepEqual(
        found.map(({ outcome }) => outcome),
        ["violation"],
      );
    });
  }

  it("reports both settings where both are wrong, and one beside a right one", () => {
    assert.equal(judged({ owner: "globex", organization: "initech" }).length, 2);
    assert.equal(judged({ owner: "meridian-pay", organization: "initech" }).length, 1);
  });

  it("says that credentials without an owner decide whose organisation it is", () => {
    for (const credentials of [{ token: "ghp_secret" }, { token: UNKNOWN }, { appAuth: { id: "1" } }]) {
      assert.deepEqual(told(credentials), [
        "unverifiable: without an owner its credentials decide whose organisation it changes; it must be meridian-pay. " +
          "Set owner: meridian-pay.",
      ]);
    }
  });

  it("never repeats what may be a secret in the wrong place", () => {
    const secrets = [
      "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
      "a".repeat(40),
      "-x",
      "x-",
      "a--b",
      "p w",
      3,
      { a: 1 },
    ];
    for (const owner of secrets) {
      assert.match(
        told({ owner }).join(),
        /^violation: its owner is no login at all, but this pack is for meridian-pay/,
      );
    }
    const [finding] = told({ baseUrl: "https://user:hunter2@github.example.com/hunter2?token=hunter2" });
    assert.match(finding ?? "", /its baseUrl leads to https:\/\/github\.example\.com; /);
    assert.doesNotMatch(finding ?? "", /hunter2/);
  });

  it("allows a login of 39 letters", () => {
    assert.match(told({ owner: "a".repeat(39) }).join(), /its owner is a{39}, but/);
  });

  describe("about where GitHub is", () => {
    for (const baseUrl of [
      "https://api.github.com/",
      "https://api.github.com",
      "https://github.com/",
      "https://GitHub.com/x",
    ]) {
      it(`takes ${baseUrl} for github.com`, () => assert.deepEqual(told({ baseUrl }), []));
    }

    const elsewhere = (found: string) => [
      `violation: its baseUrl leads to ${found}; it must be https://api.github.com, where meridian-pay is. Remove baseUrl.`,
    ];
    for (const [baseUrl, found] of [
      ["https://github.example.com/", "https://github.example.com"],
      ["http://api.github.com/", "http://api.github.com"],
      ["https://api.github.com.example.com/", "https://api.github.com.example.com"],
      ["https://xgithub.com/", "https://xgithub.com"],
      ["https://api.github.com:8443/", "https://api.github.com:8443"],
      ["https://acme.ghe.com/", "https://acme.ghe.com"],
      ["nonsense", "no address at all"],
      [42, "no address at all"],
    ] as const) {
      it(`reports ${baseUrl}`, () => assert.deepEqual(told({ baseUrl }), elsewhere(found)));
    }

    it("stays undecided while the address is unknown", () => {
      assert.deepEqual(told({ baseUrl: UNKNOWN }), [
        "undecided: which GitHub it changes is not known yet; it must be https://api.github.com, where meridian-pay is. Remove baseUrl.",
      ]);
    });

    const own = "https://github.example.com/";
    for (const same of [
      own,
      "https://github.example.com",
      "https://github.example.com/api/v3/",
      "https://GITHUB.example.com//",
    ]) {
      it(`takes ${same} for the declared GitHub`, () => assert.deepEqual(told({ baseUrl: same }, own), []));
    }
    for (const [baseUrl, declared] of [
      ["https://api.acme.ghe.com/", "https://acme.ghe.com/"],
      ["https://acme.ghe.com", "https://api.acme.ghe.com/"],
      ["http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
    ] as const) {
      it(`takes ${baseUrl} for ${declared}`, () => assert.deepEqual(told({ baseUrl }, declared), []));
    }

    it("reports github.com, and another path or port, where the organisation is on another GitHub", () => {
      for (const baseUrl of [
        "https://api.github.com/",
        "https://github.example.com/x",
        "https://github.example.com:444/",
      ]) {
        const found = new URL(baseUrl).origin;
        assert.deepEqual(told({ baseUrl }, own), [
          `violation: its baseUrl leads to ${found}; it must be https://github.example.com, where meridian-pay is. Set baseUrl: ${own}`,
        ]);
      }
    });

    it("takes no address for another host's", () => {
      const hosts = fc.domain().filter((host) => !/(^|\.)(github\.com|ghe\.com)$/.test(host));
      fc.assert(fc.property(hosts, (host) => assert.equal(told({ baseUrl: `https://${host}/` }).length, 1)));
    });
  });

  describe("about which providers", () => {
    const foreign = { type, name: "hidden", urn: "urn:hidden", props: { owner: "globex" } };
    const managed = (provider: ResourceRecord["provider"], name: string): ResourceRecord => ({
      ...record("github:index/repository:Repository", { name }, name),
      ...(provider && { provider }),
    });

    it("judges those of resources, each once", () => {
      const stack = [managed(foreign, "a"), managed(foreign, "b"), managed(undefined, "c")];
      assert.deepEqual(
        providerTargetFindings(stack, place).map(({ subject, urn }) => [subject, urn]),
        [["hidden", "urn:hidden"]],
      );
    });

    it("judges the one of custom resources, and no others", () => {
      const owner = { owner: "globex" };
      const own = record("pulumi:providers:ai-governance", owner);
      assert.equal(providerTargetFindings([own], place).length, 1);
      const others = [record("pulumi:providers:gitlab", owner), record("github:index/team:Team", owner)];
      assert.deepEqual(providerTargetFindings(others, place), []);
    });
  });
});

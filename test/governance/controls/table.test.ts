import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as components from "../../../components/index.ts";
import { controls, controlTable, notControllable, type DeclaredBy, type Framework } from "../../../governance/index.ts";
import { recommended } from "../../../policypack/packs/recommended.ts";

const folder = join(import.meta.dirname, "../../../components");
const rows = Object.values(controlTable).flat();
const ids = [...rows, ...notControllable].map(({ id }) => id);
const wrong = (found: readonly string[], known: readonly string[]) => found.filter((each) => !known.includes(each));

const forms: Record<Framework, RegExp> = {
  nistAiRmf: /^(GOVERN|MAP|MEASURE|MANAGE) \d\.\d$/,
  ssdf: /^(PO|PS|PW|RV)\.\d\.\d$/,
  iso42001: /^A(\.\d+){2,3}$/,
  aiAct: /^\d+(\(\d\)(\([a-z]\))?)?$/,
  soc2: /^CC\d\.\d$/,
  owasp: /^(ASI|LLM)(0[1-9]|10)$/,
  slsaSource: /^L[1-4]$/,
  osps: /^(AC|BR|QA)-\d\d\.\d\d$/,
};

/** The module of a component and all of ours that it imports, as text. */
function sourceOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return "";
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const imported = [...text.matchAll(/from "(\.\/[\w-]+\.ts)"/g)].map(([, path]) => join(dirname(file), path ?? ""));
  return [text, ...imported.map((each) => sourceOf(each, seen))].join("\n");
}

function isDeclared({ component, resource }: DeclaredBy): boolean {
  const file = component.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return new RegExp(`new (\\w+\\.)?${resource}\\(`).test(sourceOf(join(folder, `${file}.ts`)));
}

describe("the table of controls", () => {
  it("gives each row an id of its own", () => {
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
    for (const id of ids) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
  });

  it("has every control that predicates judge", () => {
    assert.deepEqual(
      controlTable["Each repository"]?.map(({ id }) => id),
      controls.map(({ id }) => id),
    );
  });

  it("names every rule of the pack, and no other", () => {
    const named = [...new Set(rows.flatMap(({ rules }) => rules))].sort();
    assert.deepEqual(named, recommended.map(({ name }) => name).sort());
  });

  it("names every component, and no other", () => {
    const named = [...new Set(rows.flatMap(({ declaredBy }) => declaredBy.map(({ component }) => component)))];
    const existing = Object.entries(components).flatMap(([name, it]) => (isComponent(it) ? [name] : []));
    assert.deepEqual(wrong(existing, named), []);
    assert.deepEqual(wrong(named, existing), []);
  });

  it("names resources that the component declares", () => {
    const missing = rows
      .flatMap(({ declaredBy }) => declaredBy)
      .filter((each) => !isDeclared(each))
      .map(({ component, resource }) => `${component} ${resource}`);
    assert.deepEqual(missing, []);
  });

  it("has a way to put each control in force, or a rule that keeps it", () => {
    assert.deepEqual(
      rows.filter(({ declaredBy, rules }) => declaredBy.length + rules.length === 0),
      [],
    );
  });

  it("writes ids of frameworks as these do", () => {
    for (const { frameworks } of rows) {
      assert.notEqual(Object.keys(frameworks).length, 0);
      for (const [framework, of] of Object.entries(frameworks) as [Framework, readonly string[]][]) {
        for (const id of of) assert.match(id, forms[framework]);
      }
    }
  });
});

function isComponent(it: unknown): boolean {
  return typeof it === "function" && /extends pulumi\.ComponentResource\b/.test(String(it));
}

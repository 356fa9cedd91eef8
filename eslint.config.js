import { fileURLToPath } from "node:url";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

const here = fileURLToPath(new URL(".", import.meta.url));

// Imports point one way: stacks -> components -> governance, cli -> policypack -> governance, cli -> governance. Local mode runs them
// all, and only tests import local mode. The pack names resource types by token: loading the SDKs costs seconds.
const forbidden = {
  governance: ["components", "policypack", "cli", "stacks", "local", "test"],
  components: ["policypack", "cli", "stacks", "local", "test"],
  policypack: ["components", "cli", "stacks", "local", "test", "@pulumi/aws", "@pulumi/github"],
  cli: ["components", "stacks", "local", "test", "@pulumi/*"],
  stacks: ["policypack", "cli", "local", "test"],
  local: ["cli", "stacks", "test"],
};
// governance is pure, no I/O and no Pulumi: these packages and its own files are all that it takes. `sarif` is types only.
const pure = {
  regex: "^(?!\\.{1,2}/|(zod|yaml|fastest-levenshtein|re2js|jsonc-parser|smol-toml|sarif)$)",
  message: "governance is pure (docs/adr/0004).",
};
const packages = {
  components: ["pulumi-ai-governance"],
  policypack: ["ai-governance-policies"],
  cli: ["ai-governance"],
};
const patternsOf = (name) => (/[:@]/.test(name) ? [name] : [`**/${name}/**`, ...(packages[name] ?? [])]);
const boundaries = Object.entries(forbidden).map(([folder, names]) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: names.flatMap(patternsOf), message: `${folder} must not import this (docs/adr/0004).` },
          ...(folder === "governance" ? [pure] : []),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: here } },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@pulumi/no-output-in-template-literal": "error",
    },
  },
  ...boundaries,
  {
    files: ["governance/**/*.ts", "components/**/*.ts", "policypack/**/*.ts", "cli/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "Import statically: import() hides from the boundaries." },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
);

import { fileURLToPath } from "node:url";
import pulumi from "@pulumi/eslint-plugin";
import imports from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

const here = fileURLToPath(new URL(".", import.meta.url));

// Imports point one way: stacks -> components -> governance, policypack -> governance. Local mode runs them all, and
// only tests import local mode.
const zones = [
  { target: "./governance", from: ["./components", "./policypack", "./stacks", "./local", "./test"] },
  { target: "./components", from: ["./policypack", "./stacks", "./local", "./test"] },
  { target: "./policypack", from: ["./components", "./stacks", "./local", "./test"] },
  { target: "./stacks", from: ["./policypack", "./local", "./test"] },
  { target: "./local", from: ["./stacks", "./test"] },
];

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: here } },
    plugins: { "import-x": imports, "@pulumi": pulumi },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@pulumi/no-output-in-template-literal": "error",
      "import-x/no-restricted-paths": ["error", { basePath: here, zones }],
    },
  },
  {
    files: ["governance/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["node:*", "@pulumi/*", "@octokit/*"], message: "governance is pure: no I/O, no Pulumi." },
          ],
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-unused-expressions": "off" },
  },
);

// How Stryker breaks the code; `npm run mutation` runs it, docs/mutation.md says what came out.
const hooks = ["--import", "./local/mutation/mocha-12.ts"];

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["governance/**/*.ts", "policypack/rules/**/*.ts"],
  // Nothing is left out, neither tables nor texts: what people read is promised like everything else.
  testRunner: "mocha",
  mochaOptions: {
    // Tests that need no engine, no server and no SDK of a provider: each process that tries a change loads them all.
    spec: [
      "test/governance/**/*.test.ts",
      "test/policypack/{rules,judging,packs}/**/*.test.ts",
      "test/policypack/{configuration,waivers}.test.ts",
      "test/local/setup/controls-page.test.ts",
    ],
  },
  testRunnerNodeArgs: hooks,
  // The process that looks for plugins takes these.
  checkerNodeArgs: hooks,
  coverageAnalysis: "perTest",
  // A change of what runs while files load needs all tests in a process of its own. Tables are read by tests of their own.
  ignoreStatic: true,
  concurrency: 2,
  // A busy machine must not pass for a loop that never ends.
  timeoutMS: 15_000,
  incremental: true,
  incrementalFile: "dist/mutation/incremental.json",
  tempDirName: "dist/mutation/sandbox",
  ignorePatterns: ["dist", "**/dist"],
  reporters: ["progress-append-only", "json", "html"],
  jsonReporter: { fileName: "dist/mutation/report.json" },
  htmlReporter: { fileName: "dist/mutation/report.html" },
  thresholds: { high: 90, low: 80, break: 80 },
};

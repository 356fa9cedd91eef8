/** `npm run demo`: the main job, end to end, on local servers and the real Pulumi engine. Exit codes: see `--help`. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pc from "picocolors";
import type { Declaration } from "../../governance/index.ts";
import { withoutGate } from "../environment/gate.ts";
import { organizationProject, startEnvironment, type LocalEnvironment } from "../environment/index.ts";
import type { LocalStack } from "../environment/stack.ts";
import type { Seed } from "../github/core/seed.ts";
import { prepare } from "../setup/prepare.ts";
import { byHand } from "./by-hand.ts";
import { StepFailed, stepsOf, type Step } from "./steps.ts";

const help = `npm run demo [-- --keep]

Rolls AI-tool governance out to an example organisation on local servers, with the real Pulumi engine and no account:
an ungoverned stack is refused in preview, a pull request must say how it was made, a tool is stopped, evidence cannot be deleted.

  --keep   leave the servers running afterwards and print how to use pulumi by hand against them
  --help   this text

The first run builds or downloads the Pulumi engine, which can take ten minutes; later ones take a minute or two.
Exit codes: 0 shown, 1 a step did not do what it should, 2 wrong arguments, 130 interrupted.
`;

const interruption = new AbortController();

process.exitCode = await main();

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags === undefined) return 2;
  if (flags.help) {
    console.log(help);
    return 0;
  }
  const onSignal = () => interruption.abort(new Error("interrupted"));
  // npm passes a Ctrl-C on that the terminal has sent already: the second one must not end the clean-up.
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const folder = await mkdtemp(join(tmpdir(), "ai-governance-demo-"));
  let environment: LocalEnvironment | undefined;
  try {
    const toolchain = await prepare((line) => console.log(pc.dim(line)));
    const seed = (given: Seed, { gate }: Declaration) => withoutGate(given, gate);
    environment = await startEnvironment({ toolchain, folder, seed, signal: interruption.signal });
    const organization = await environment.stack(organizationProject, "local", "organization");
    await show(stepsOf(environment, organization));
    if (flags.keep) await keep(environment, organization, toolchain.env);
    return 0;
  } catch (error) {
    return explain(error);
  } finally {
    await environment?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function readFlags(): { keep: boolean; help: boolean } | undefined {
  try {
    const options = { keep: { type: "boolean", default: false }, help: { type: "boolean", default: false } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}

async function show(steps: readonly Step[]): Promise<void> {
  const started = performance.now();
  for (const [index, step] of steps.entries()) {
    interruption.signal.throwIfAborted();
    console.log(`\n${pc.bold(`${index + 1}. ${step.title}`)}`);
    for (const line of await step.run()) console.log(`   ${line}`);
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`
${pc.bold("Shown")} in ${seconds} s, on the real Pulumi engine, a local GitHub and a local S3:
  - the governance of meridian-pay is declared in stacks/organization/governance.yaml and rolled out by \`pulumi up\`
  - a repository stack that does not use the controls is refused in preview; policypack/rules says what is judged
  - a required workflow, taken from a locked tag, asks each pull request which tool, model and prompt made it
  - one changed line stops a tool at GitHub itself; components/ai-tool.ts declares the rulesets that do it
  - evidence is write-once; components/audit-bucket.ts declares the lock
${pc.bold("Not stopped")}: an app with write access may still push to a branch name outside its namespace, such as fix/readme
in place of claude/readme. GitHub's rules fence the names of branches, not an app; the manual brake is to suspend the
app's installation in the organisation's settings.
Next: README.md, "With a real organisation".`);
}

async function keep(
  environment: LocalEnvironment,
  organization: LocalStack,
  toolchainEnv: Readonly<Record<string, string>>,
): Promise<void> {
  const envFile = join(environment.folder, "env.sh");
  const { script, instructions } = byHand(environment, organization, toolchainEnv, envFile);
  await writeFile(envFile, script, { mode: 0o600 });
  console.log(instructions);
  await new Promise<void>((resolve) => interruption.signal.addEventListener("abort", () => resolve(), { once: true }));
}

function explain(error: unknown): number {
  if (interruption.signal.aborted) {
    console.error("\ninterrupted; the servers are stopped");
    return 130;
  }
  if (error instanceof StepFailed) console.error(`\n${error.details}\n\nThis step failed: ${error.message}.`);
  else console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  return 1;
}

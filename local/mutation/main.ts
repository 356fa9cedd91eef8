/** `npm run mutation`: what no test notices when the code is broken. Exit codes: see `--help`. */
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { format, resolveConfig } from "prettier";
import "./mocha-12.ts";
import { changeOf, compare, hasSurvived, listed, percent, scoresOf, type Accepted, type Mutant } from "./mutants.ts";
import { mutationPage } from "./page.ts";

const root = join(import.meta.dirname, "../..");
const listOfAccepted = "local/mutation/accepted.json";
const list = join(root, listOfAccepted);
const page = join(root, "docs/mutation.md");

const help = `npm run mutation [-- --mutate <glob>] [-- --force] [-- --list]

Breaks the code in every way that Stryker knows, one at a time, and runs the tests that reach the change. Survivors that
${listOfAccepted} does not hold are failures. A run over everything writes docs/mutation.md.

  --mutate <glob>   only those files, e.g. 'governance/policy/branch/*.ts'; may be given more than once
  --force           try everything again, also where neither code nor tests changed since the last run
  --list            put what survived into the list, to be looked at later, and strike what no longer survives
  --help            this text

Exit codes: 0 all survivors are accepted, 1 others survived or the score is below the threshold, 2 nothing could be tried.
`;

const { values: flags } = parseArgs({
  options: {
    mutate: { type: "string", multiple: true },
    force: { type: "boolean" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (flags.help) console.log(help);
else await main();

async function main(): Promise<void> {
  const { mutate, force } = flags;
  const mutants = await new Stryker({ ...(mutate && { mutate }), ...(force && { force }) }).runMutationTest();
  const sources = new Map(await Promise.all([...new Set(mutants.map(fileOf))].map(readSource)));
  const survivors = mutants.filter(hasSurvived).map((mutant) => {
    const file = fileOf(mutant);
    return { file, change: changeOf(mutant, sources.get(file) ?? "") };
  });
  const known = JSON.parse(await readFile(list, "utf8")) as Accepted[];
  const scores = scoresOf(mutants.map((mutant) => ({ file: fileOf(mutant), status: mutant.status })));
  const found = compare(survivors, known, new Set(sources.keys()));
  const accepted = flags.list ? listed(known, found) : known;

  for (const score of scores) console.log(`${percent(score).padStart(5)} %  ${score.folder}`);
  if (flags.list) await write(list, JSON.stringify(accepted));
  else tell(found);
  if (!mutate) await write(page, mutationPage(scores, accepted));
}

function tell({ unexpected, gone }: ReturnType<typeof compare>): void {
  for (const { file, change } of gone) console.log(`Noticed now, strike it from ${listOfAccepted}: ${file}: ${change}`);
  for (const { file, change } of unexpected) console.error(`Survived: ${file}: ${JSON.stringify(change)}`);
  if (unexpected.length === 0) return;
  console.error(`${unexpected.length} survived: test what they change, or say in ${listOfAccepted} why not.`);
  process.exitCode = 1;
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

function fileOf({ fileName }: Mutant): string {
  return relative(root, fileName);
}

async function readSource(file: string): Promise<[file: string, source: string]> {
  return [file, await readFile(join(root, file), "utf8")];
}

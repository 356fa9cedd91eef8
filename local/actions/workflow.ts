/** A workflow file: checked by GitHub's own parser, and refused where it asks for something that this runner cannot do. */
import type { EventsConfig, WorkflowJob } from "@actions/workflow-parser/model/workflow-template";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "./library.ts";
import { isMapping, valueOf, type Mapping, type Value } from "./value.ts";

export interface Workflow {
  /** Its `name`, else its path, as GitHub shows it. */
  readonly name: string;
  readonly events: EventsConfig;
  /** `undefined`: as the organisation and the repository say. */
  readonly permissions: Value | undefined;
  readonly concurrency: Value | undefined;
  readonly env: Mapping;
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly id: string;
  readonly name: Value;
  readonly needs: readonly string[];
  /** Always names a status: `success()` is added where the file names none. */
  readonly condition: string;
  /** `undefined`: as the workflow says. */
  readonly permissions: Value | undefined;
  readonly env: Mapping;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly id: string;
  readonly name: Value | undefined;
  readonly condition: string;
  readonly run: Value | undefined;
  readonly uses: string | undefined;
  readonly with: Mapping;
  readonly env: Mapping;
  readonly continueOnError: boolean;
  /** Whether the file names bash, which then also fails where one command of a pipe does. */
  readonly pipesFail: boolean;
}

/** GitHub would not run the file at all. */
export class InvalidWorkflow extends Error {}

/** GitHub would run it; this runner does not know how. Never a result of a run: the test that needs it must hear of it. */
export class NotKnownHere extends Error {
  constructor(path: string, what: readonly string[]) {
    super(`${path}: the local runner does not know ${what.join(", ")}. Leave it out, or teach local/actions to do it.`);
    this.name = "NotKnownHere";
  }
}

/**
 * @param path of the file, for messages
 * @throws InvalidWorkflow, NotKnownHere
 */
export async function readWorkflow(path: string, content: string): Promise<Workflow> {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : await convertWorkflowTemplate(context, value);
  const problems = [...context.errors.getErrors().map(({ message }) => message)];
  if (value === undefined || template === undefined || problems.length > 0) {
    throw new InvalidWorkflow(`Invalid workflow file: ${problems.join("; ") || path}`);
  }
  const file = valueOf(value) as Mapping;
  const jobs = mappingAt(file, "jobs");
  const unknown = [...unknownKeys(file, workflowKeys), ...Object.values(jobs).flatMap(unknownInJob)];
  if (unknown.length > 0) throw new NotKnownHere(path, [...new Set(unknown)]);
  return {
    name: typeof file["name"] === "string" ? file["name"] : path,
    events: template.events,
    permissions: file["permissions"],
    concurrency: file["concurrency"],
    env: mappingAt(file, "env"),
    jobs: template.jobs.map((job) => jobOf(job, mappingAt(jobs, job.id.value))),
  };
}

const workflowKeys = new Set(["name", "run-name", "on", "permissions", "concurrency", "env", "jobs"]);
const jobKeys = new Set(["name", "needs", "if", "runs-on", "permissions", "env", "steps", "timeout-minutes"]);
const stepKeys = new Set(["id", "name", "if", "run", "uses", "with", "env", "continue-on-error", "shell"]);

const unknownKeys = (mapping: Mapping, known: ReadonlySet<string>): string[] =>
  Object.keys(mapping).filter((key) => !known.has(key));

function unknownInJob(job: Value): string[] {
  if (!isMapping(job)) return [];
  const steps = stepsOf(job);
  return [
    ...unknownKeys(job, jobKeys),
    ...steps.flatMap((step) => unknownKeys(step, stepKeys)),
    ...steps.filter(({ shell }) => shell !== undefined && shell !== "bash").map(() => "shells other than bash"),
  ];
}

function jobOf(job: WorkflowJob, file: Mapping): Job {
  const steps = job.type === "job" ? job.steps : [];
  return {
    id: job.id.value,
    name: file["name"] ?? job.id.value,
    needs: (job.needs ?? []).map(({ value }) => value),
    condition: job.if.expression,
    permissions: file["permissions"],
    env: mappingAt(file, "env"),
    steps: stepsOf(file).map((step, index) => {
      const converted = steps[index];
      return {
        id: converted?.id ?? "",
        name: step["name"],
        condition: converted?.if?.expression ?? "success()",
        run: step["run"],
        uses: typeof step["uses"] === "string" ? step["uses"] : undefined,
        with: mappingAt(step, "with"),
        env: mappingAt(step, "env"),
        continueOnError: step["continue-on-error"] === true,
        pipesFail: step["shell"] === "bash",
      };
    }),
  };
}

function stepsOf(job: Mapping): Mapping[] {
  const { steps } = job;
  return Array.isArray(steps) ? (steps as readonly Value[]).filter(isMapping) : [];
}

function mappingAt(mapping: Mapping, key: string): Mapping {
  const value = mapping[key];
  return isMapping(value) ? value : {};
}

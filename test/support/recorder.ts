import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime/settings.js";

/** One resource as the program registered it. Options hold only what differs from the engine's defaults. */
export type Registered = readonly [
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  options: RegisteredOptions,
];

export interface RegisteredOptions {
  readonly import?: string;
  readonly protect?: true;
  readonly retainOnDelete?: true;
}

/** Answers of invokes (`getX`) by token; an invoke without an answer is an error. */
export type InvokeAnswers = Readonly<Record<string, Record<string, unknown>>>;

/** What a resource hangs on. */
export interface Place {
  /** URN of the parent, as mocks have it; empty for a resource without another than the stack. */
  readonly parent: string;
  /** Package of the provider that manages it; absent for a component. */
  readonly package?: string;
}

/** Runs a program against recording mocks and returns all that it registered, by name (the order varies). */
export async function record(program: () => pulumi.Resource[], answers: InvokeAnswers = {}): Promise<Registered[]> {
  return (await recordPlaced(program, answers)).map(([registered]) => registered);
}

/** The same, and what each resource hangs on. */
export async function recordPlaced(
  program: () => pulumi.Resource[],
  answers: InvokeAnswers = {},
): Promise<(readonly [Registered, Place])[]> {
  const registered: Registered[] = [];
  const options = new Map<string, RegisteredOptions>();
  const places = new Map<string, Place>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push([type, name, inputs as Record<string, unknown>, options.get(name) ?? {}]);
      return { id: `${name}_id`, state: { ...inputs, arn: `arn:aws:test:::${name}` } };
    },
    call: ({ token }) => {
      const answer = answers[token];
      if (answer === undefined) throw new Error(`no answer for the invoke ${token}`);
      return answer;
    },
  });
  const monitor = getMonitor() as unknown as MockMonitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    options.set(request.getName(), optionsOf(request));
    places.set(request.getName(), placeOf(request));
    return register(request, callback);
  };
  await pulumi.runtime.runInPulumiStack(async () => {
    for (const resource of program()) await known(resource.urn);
  });
  // Children are registered after their component: wait until nothing is under way.
  await pulumi.runtime.disconnect();
  return registered
    .filter(([type]) => type !== "pulumi:pulumi:Stack")
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map((each) => [each, places.get(each[1]) ?? { parent: "" }] as const);
}

/** The registered resource of that name. */
export function named(all: readonly Registered[], name: string): Registered {
  const found = all.find(([, each]) => each === name);
  if (found === undefined) throw new Error(`${name} is not among ${all.map(([, each]) => each).join(", ")}`);
  return found;
}

/** What the SDK's mocks do not pass on. */
interface MockMonitor {
  registerResource(request: Request, callback: unknown): Promise<void>;
}

interface Request {
  getName(): string;
  getType(): string;
  getParent(): string;
  getCustom(): boolean;
  getImportid(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
}

function optionsOf(request: Request): RegisteredOptions {
  return {
    ...(request.getImportid() ? { import: request.getImportid() } : {}),
    ...(request.getProtect() ? { protect: true } : {}),
    ...(request.getRetainondelete() ? { retainOnDelete: true } : {}),
  };
}

function placeOf(request: Request): Place {
  const [name = ""] = request.getType().split(":");
  return { parent: request.getParent(), ...(request.getCustom() ? { package: name } : {}) };
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

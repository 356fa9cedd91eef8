import * as pulumi from "@pulumi/pulumi";

/** One resource as the program registered it: token, name, inputs. */
export type Registered = readonly [type: string, name: string, inputs: Record<string, unknown>];

/** Answers of invokes (`getX`) by token; an invoke without an answer is an error. */
export type InvokeAnswers = Readonly<Record<string, Record<string, unknown>>>;

/** Runs a program against recording mocks and returns all that it registered, by name (the order varies). */
export async function record(program: () => pulumi.Resource[], answers: InvokeAnswers = {}): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push([type, name, inputs as Record<string, unknown>]);
      return { id: `${name}_id`, state: { ...inputs, arn: `arn:aws:test:::${name}` } };
    },
    call: ({ token }) => {
      const answer = answers[token];
      if (answer === undefined) throw new Error(`no answer for the invoke ${token}`);
      return answer;
    },
  });
  await pulumi.runtime.runInPulumiStack(async () => {
    for (const resource of program()) await known(resource.urn);
  });
  // Children are registered after their component: wait until nothing is under way.
  await pulumi.runtime.disconnect();
  return registered.filter(([type]) => type !== "pulumi:pulumi:Stack").sort(([, a], [, b]) => (a < b ? -1 : 1));
}

function known<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

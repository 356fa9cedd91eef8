import type {
  Policies,
  ReportViolation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

type Policy = Policies[number];

/** What the engine tells a pack once, before it asks. The SDK keeps it for the whole process; here it is each call's own. */
export interface Context {
  readonly config: object;
  readonly stackTags: ReadonlyMap<string, string>;
}

/** The same policy, told this. Its functions are called with the arguments that the SDK makes. */
export function withContext<Given extends Policy>(policy: Given, context: Context): Given {
  return isStackPolicy(policy) ? stackPolicy(policy, context) : resourcePolicy(policy, context);
}

export function isStackPolicy(policy: Policy): policy is StackValidationPolicy {
  return "validateStack" in policy;
}

/** The functions that validate a resource; none in a policy that only remediates. */
export function validationsOf({ validateResource }: ResourceValidationPolicy): readonly ResourceValidation[] {
  if (validateResource === undefined) return [];
  return Array.isArray(validateResource) ? validateResource : [validateResource];
}

function stackPolicy<Given extends StackValidationPolicy>(policy: Given, context: Context): Given {
  return { ...policy, validateStack: wrapped(policy.validateStack.bind(policy), context) };
}

function resourcePolicy<Given extends ResourceValidationPolicy>(policy: Given, context: Context): Given {
  const { validateResource } = policy;
  if (validateResource === undefined) return policy;
  const wrap = (validation: ResourceValidation) => wrapped(validation, context);
  return {
    ...policy,
    validateResource: Array.isArray(validateResource) ? validateResource.map(wrap) : wrap(validateResource),
  };
}

type Validate<Args> = (args: Args, reportViolation: ReportViolation) => Promise<void> | void;

function wrapped<Args>(validate: Validate<Args>, { config, stackTags }: Context): Validate<Args> {
  // Settings travel as JSON: what a policy gets is never the object that a test holds.
  const getConfig = (): unknown => JSON.parse(JSON.stringify(config));
  return (args, reportViolation) => validate({ ...args, getConfig, stackTags }, reportViolation);
}

export { UNKNOWN_STRING } from "../../../policypack/testing/values.ts";
export { urnOf, type ResourceArgs as SampleResource } from "../../../policypack/testing/resource.ts";

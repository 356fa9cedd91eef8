/**
 * GitHub's own parser of workflow files, `@actions/workflow-parser`. It imports its schema as JSON without the attribute that Node
 * asks for, so the attribute is added while it loads.
 */
import { registerHooks } from "node:module";

const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});

export const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } =
  await import("@actions/workflow-parser");
export const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");
export const { convertActionTemplate } = await import("@actions/workflow-parser/actions/action-template");

hooks.deregister();

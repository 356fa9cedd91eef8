/** Patterns of commit metadata and names, as GitHub's rulesets read them. */
import { RE2JS } from "re2js";
import { field, isUnknown, type Certainty } from "../policy/property.ts";

/** Whether a text passes a pattern rule; `unknown` while the rule is not known, or is no expression that RE2 reads. */
export function passesPattern(rule: unknown, text: string): Certainty {
  const [operator, pattern, negate] = ["operator", "pattern", "negate"].map((name) => field(rule, name));
  if (isUnknown(rule) || isUnknown(negate) || typeof operator !== "string" || typeof pattern !== "string") {
    return "unknown";
  }
  const matches = matchesPattern(operator, pattern, text);
  return matches === undefined ? "unknown" : matches !== (negate === true) ? "yes" : "no";
}

function matchesPattern(operator: string, pattern: string, text: string): boolean | undefined {
  switch (operator) {
    case "starts_with":
      return text.startsWith(pattern);
    case "ends_with":
      return text.endsWith(pattern);
    case "contains":
      return text.includes(pattern);
    case "regex":
      return found(pattern, text);
    default:
      return undefined;
  }
}

// "GitHub uses RE2 syntax" for these (GitHub documentation, Available rules for rulesets, Metadata restrictions).
function found(pattern: string, text: string): boolean | undefined {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return undefined;
  }
}

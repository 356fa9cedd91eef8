import schema from "../schema.json" with { type: "json" };
import { governanceProvider } from "./definition.ts";
import { serve } from "./host/index.ts";

const components = {
  schema,
  // eslint-disable-next-line no-restricted-syntax -- programs with custom resources only need not wait for the SDKs
  start: async (engine: string) => (await import("../remote.ts")).start(engine),
};

void serve({ ...governanceProvider(), components });

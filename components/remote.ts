import * as classes from "./index.ts";
import { startConstructor } from "./resources/host/construction.ts";
import schema from "./schema.json" with { type: "json" };

/** What makes the components for programs in other languages. */
export const start = (engine: string) => startConstructor(schema, classes, engine);

import type { Bench } from "./bench.ts";
import { comparePreviews } from "./compared-previews.ts";
import { fastErrors, governsAll, makeProgram, previewSeconds } from "./program.ts";

export const stackTraces: Bench = {
  name: "stack-traces",
  about: "the same preview without the SDK's stack trace for each property, against its defaults; no pack",
  run: (args) =>
    comparePreviews(
      {
        ours: "ours",
        other: "SDK's defaults",
        mostTimes: 0.6,
        sizes: [500],
        previews: async (environment, declaration) => {
          const source = governsAll(declaration);
          const make = async (name: string, text: string) =>
            environment.stack(await makeProgram(environment.folder, name, text), "bench", "repository");
          const defaults = await make("defaults", source.replace(fastErrors, ""));
          const ours = await make("ours", source);
          return {
            "SDK's defaults": () => previewSeconds(defaults, undefined, args.signal),
            ours: () => previewSeconds(ours, undefined, args.signal),
          };
        },
      },
      args,
    ),
};

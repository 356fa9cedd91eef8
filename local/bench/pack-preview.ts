import type { Bench } from "./bench.ts";
import { comparePreviews } from "./compared-previews.ts";
import { makeEmptyPack } from "./empty-pack.ts";
import { governsAll, makeProgram, previewSeconds } from "./program.ts";

export const packPreview: Bench = {
  name: "pack-preview",
  about: "the preview of 2,000 governed repositories under the policy pack, against a pack without rules",
  run: (args) =>
    comparePreviews(
      {
        ours: "our pack",
        other: "empty pack",
        // At most a fifth more than a pack without rules, which has its own price for each resource.
        mostTimes: 1.2,
        sizes: [2_000],
        previews: async (environment, declaration) => {
          const program = await makeProgram(environment.folder, "governed", governsAll(declaration));
          const stack = await environment.stack(program, "bench", "repository");
          const empty = await makeEmptyPack(environment.folder);
          return {
            "no pack": () => previewSeconds(stack, undefined, args.signal),
            "empty pack": () => previewSeconds(stack, empty, args.signal),
            "our pack": () => previewSeconds(stack, "own", args.signal),
          };
        },
      },
      args,
    ),
};

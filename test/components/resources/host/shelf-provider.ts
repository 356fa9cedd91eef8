import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { customResource, invoke, PartialFailure } from "../../../../components/resources/host/index.ts";
import type { ProviderDefinition } from "../../../../components/resources/host/index.ts";

/** A service in memory, to prove the host with. */
export interface Shelf {
  readonly notes: Map<string, { text: string; revision: number }>;
  settings: Record<string, unknown>;
  /** Settings that the environment gives. */
  environment?: Record<string, unknown>;
}

export const note = "shelf:index:Note";

const inputs = z.strictObject({
  title: z.string().optional(),
  text: z.string(),
  colour: z.enum(["white", "green", "blue"]).default("white").describe("Colour of the paper."),
  tags: z.array(z.string()).optional(),
  size: z.strictObject({ height: z.number().optional(), width: z.number().optional() }).optional(),
  pin: z.string().optional(),
});
const outputs = z.strictObject({ place: z.string(), revision: z.number() });

const noteResource = customResource<typeof inputs, typeof outputs, Shelf>({
  description: "A note on the shelf.",
  inputs,
  outputs,
  replaceOnChanges: ["title"],
  changingOutputs: ["revision"],
  same: { text: (left, right) => squeezed(left) === squeezed(right) },
  relations: ({ text, colour }) =>
    text === "red" && colour !== "white"
      ? [{ property: "colour", reason: `found "${colour}"; must be "white" for red text` }]
      : [],
  named: (given, { name, olds, suffix }) => ({ ...given, title: given.title ?? olds?.title ?? `${name}-${suffix}` }),
  async create({ title = "", text, pin }, { context, signal }) {
    if (text === "too heavy")
      throw new PartialFailure(
        title,
        { place: `attic/${title}` },
        new Error(`the shelf broke under ${String(context.settings["key"])} and ${pin}`),
      );
    if (text === "unreadable") throw new Error(`cannot read ${pin} with ${String(context.settings["key"])}`);
    if (text === "slow") await sleep(5000, undefined, { signal }).catch(() => signal.throwIfAborted());
    context.notes.set(title, { text, revision: 1 });
    return { id: title, outputs: { place: `attic/${title}`, revision: 1 } };
  },
  async read(id, known, _outputs, { context }) {
    const found = context.notes.get(id);
    if (!found) return undefined;
    const now = { ...(known ?? { colour: "white" as const }), title: id, text: found.text };
    return { inputs: now, outputs: { place: `attic/${id}`, revision: found.revision } };
  },
  async update(id, olds, { text }, { context }) {
    const revision = (olds.revision ?? 0) + 1;
    context.notes.set(id, { text, revision });
    return { place: `attic/${id}`, revision };
  },
  async delete(id, _state, { context, log }) {
    context.notes.delete(id);
    await log("info", `took ${id} off the shelf`);
  },
});

function squeezed(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(/\s+/g, " ") : value;
}

export function shelfProvider(shelf: Shelf): ProviderDefinition<Shelf> {
  const args = z.strictObject({ upper: z.boolean().optional() });
  return {
    name: "shelf",
    title: "the shelf",
    version: "1.2.3",
    settings: z.strictObject({
      room: z.string().optional(),
      shelves: z.array(z.strictObject({ label: z.string() })).optional(),
      key: z.string().optional(),
    }),
    secretSettings: ["key"],
    replaceOnChanges: ["room"],
    sameSettings: { room: (left, right) => String(left).toLowerCase() === String(right).toLowerCase() },
    settingsFromElsewhere: () => shelf.environment ?? {},
    configure(settings) {
      shelf.settings = settings;
      return shelf;
    },
    resources: { [note]: noteResource },
    invokes: {
      "shelf:index:getRoom": invoke<typeof args, Shelf>({
        args,
        async run({ upper }, { context }) {
          const room = String(context.settings["room"]);
          return { room: upper ? room.toUpperCase() : room };
        },
      }),
    },
  };
}

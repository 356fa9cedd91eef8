import { z } from "zod";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type * as Pb from "@pulumi/pulumi/proto/provider_pb.js";
import { checkResponse, diffResponse } from "./checking.ts";
import { changesBetween } from "./comparison.ts";
import { ProviderError } from "./failure.ts";
import { secretsIn } from "./secret-settings.ts";
import { safeText } from "./session.ts";
import type { Session } from "./session.ts";
import { propertiesOf } from "./struct.ts";
import { validate } from "./validation.ts";
import { conceal, hasUnknown, isUnknown, reveal } from "./values.ts";
import type { Properties, Secret } from "./values.ts";

/** Added by the engine to every provider's configuration. */
const engineSettings = ["version", "pluginDownloadURL", "__internal", "__defaults"];

export function checkSettings<C>({ definition }: Session<C>, request: Pb.CheckRequest): Pb.CheckResponse {
  const { value: given, secrets } = reveal(propertiesOf(request.getNews()));
  const value = { ...definition.settingsFromElsewhere?.(given), ...given };
  const hidden = secretsIn(definition, value, secrets);
  const { failures } = checked(definition, value, hidden);
  // What was given goes back as it came: the engine stores and compares it in its own spelling.
  return checkResponse(conceal(value, hidden), failures);
}

export function diffSettings<C>({ definition }: Session<C>, request: Pb.DiffRequest): Pb.DiffResponse {
  const olds = reveal(propertiesOf(request.getOldInputs() ?? request.getOlds())).value;
  const news = reveal(propertiesOf(request.getNews())).value;
  const ignored = [...engineSettings, ...request.getIgnorechangesList()];
  const changes = changesBetween(olds, news, definition.sameSettings, ignored);
  const replacing = (definition.replaceOnChanges ?? []).filter((name) => !isUnknown(news[name]));
  // The old resources go first: a new one at the same place would be undone with them.
  return diffResponse(changes, new Set(replacing), true);
}

/** Takes the settings from stack configuration or an explicit provider and makes what the resources share. */
export async function configureProvider<C>(
  session: Session<C>,
  request: Pb.ConfigureRequest,
): Promise<Pb.ConfigureResponse> {
  const { definition } = session;
  const raw = request.hasArgs() ? propertiesOf(request.getArgs()) : fromVariables(request);
  const { value, secrets } = reveal(raw);
  session.settingSecrets = secretsIn(definition, value, secrets);
  const { inputs, failures } = checked(definition, value, session.settingSecrets);
  if (failures.length > 0) {
    const problems = failures.map(({ property, reason }) => `  ${definition.name}:${property}: ${reason}`);
    throw new ProviderError(`the provider ${definition.name} cannot be configured:\n${problems.join("\n")}`);
  }
  session.context = { value: definition.configure(inputs) };
  for (const { severity, message } of definition.settingNotes?.(inputs) ?? []) {
    await session.log(severity, safeText(session, message), "");
  }
  const response = new pb.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  // Each part of a component's input keeps what it depends on and whether it is secret; resources get plain values as before.
  response.setAcceptoutputs(true);
  return response;
}

function checked(definition: Session<unknown>["definition"], value: Properties, secrets: readonly Secret[]) {
  const { settings, title } = definition;
  const { inputs, failures } = validate(settings, decoded(settings, value), secrets, title);
  const judged = failures.length === 0 && !hasUnknown(inputs);
  return { inputs, failures: judged ? (definition.settingRelations?.(inputs) ?? []) : failures };
}

/** `{ "aws:config:region": "us-east-1" }`: how engines without `args` send stack configuration. */
function fromVariables(request: Pb.ConfigureRequest): Properties {
  return Object.fromEntries(
    request
      .getVariablesMap()
      .toArray()
      .map(([key, value]) => [key.slice(key.lastIndexOf(":") + 1), value]),
  );
}

/** Settings without the engine's own; text is decoded from JSON where the schema wants no string. */
function decoded(schema: z.ZodObject, raw: Properties): Properties {
  const own = Object.entries(raw).filter(([name]) => !engineSettings.includes(name));
  return Object.fromEntries(own.map(([name, value]) => [name, decodedSetting(schema.shape[name], value)]));
}

function decodedSetting(schema: z.core.$ZodType | undefined, value: unknown): unknown {
  if (schema === undefined || typeof value !== "string" || isUnknown(value)) return value;
  if (z.safeParse(schema, value).success) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

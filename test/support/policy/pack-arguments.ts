import type { CommandLine } from "../../../local/environment/pulumi.ts";

/** The same command, judged by another pack, or by none. */
export function judgedBy(command: CommandLine, pack: string | undefined, configuration?: string): CommandLine {
  const at = command.args.indexOf("--policy-pack");
  if (at < 0 || command.args[at + 2] !== "--policy-pack-config") throw new Error("expected one pack with its file");
  const others = command.args.toSpliced(at, 4);
  const packArgs = pack === undefined ? [] : ["--policy-pack", pack];
  const configArgs = configuration === undefined ? [] : ["--policy-pack-config", configuration];
  return { ...command, args: [...others, ...packArgs, ...configArgs] };
}

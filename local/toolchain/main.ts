/** `node local/toolchain/main.ts`: prepares the toolchain and prints where things are, as lines that a shell can source. */
import { prepareToolchain, ToolchainError } from "./index.ts";

try {
  const { pulumi, env, origin } = await prepareToolchain((line) => console.error(line));
  console.log(`# pulumi ${origin.engine.version} (${origin.engine.how}): ${pulumi}`);
  console.log(`# GitHub provider ${origin.github.version} (${origin.github.how})`);
  for (const [name, value] of Object.entries(env)) console.log(`export ${name}='${value.replaceAll("'", `'\\''`)}'`);
} catch (error) {
  if (!(error instanceof ToolchainError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

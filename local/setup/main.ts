import { prepare } from "./prepare.ts";

try {
  await prepare((line) => console.log(line));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

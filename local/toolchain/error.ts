/** The toolchain cannot be had on this machine. The message says what was looked for, what was found and the ways out. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
}

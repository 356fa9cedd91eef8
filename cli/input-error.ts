/** Something the user gave cannot be read, or cannot be done. One line. Alone in its file, so that what must start at once loads nothing else. */
export class InputError extends Error {
  override readonly name = "InputError";
}

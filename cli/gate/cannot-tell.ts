/** The gate cannot give a verdict: exit code 2. One line that says what to do. */
export class CannotTell extends Error {
  override readonly name = "CannotTell";
}

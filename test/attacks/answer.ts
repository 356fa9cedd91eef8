import { accepted, violations } from "../../governance/index.ts";

export interface Answered<T> {
  /** `accepted`, or GitHub's own words. */
  readonly answer: string;
  /** What GitHub sent where it accepted. */
  readonly value: T | undefined;
}

/**
 * GitHub's words on one line. Ids that differ from run to run are left out.
 * @throws what is no answer of GitHub, and what is a failure of GitHub itself.
 */
export async function answerOf<T>(call: Promise<T>): Promise<Answered<T>> {
  try {
    return { answer: accepted, value: await call };
  } catch (error) {
    const { status, response } = error as { status?: number; response?: { data: unknown } };
    if (status === undefined || status >= 500 || response === undefined) throw error;
    return { answer: wordsOf(response.data), value: undefined };
  }
}

interface ErrorBody {
  readonly message: string;
  readonly errors?: readonly (
    string | { readonly message?: string; readonly field?: string; readonly code?: string }
  )[];
}

function wordsOf(body: unknown): string {
  const { message, errors = [] } = body as ErrorBody;
  const details = errors.map((error) =>
    typeof error === "string" ? error : (error.message ?? `${error.field ?? ""} is ${error.code ?? "wrong"}`),
  );
  const lines = [message, ...details]
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => line.trim().replace(/with id \d+/g, "with id …"));
  const [first = "", ...rest] = lines;
  return [first, ...(first === violations ? rest.toSorted() : rest)].join(" ");
}

/** The failures GitHub answers with, as values to throw from a handler. */

/** One entry of `errors` in a 422 answer: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export interface FieldError {
  resource: string;
  field?: string;
  code: "missing" | "missing_field" | "invalid" | "already_exists" | "unprocessable" | "custom";
  message?: string;
  value?: unknown;
}

export interface HttpErrorDetails {
  readonly errors?: readonly (FieldError | string)[];
  readonly documentationUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to the body beside `message`, e.g. `metadata` of a secret-scanning refusal. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export class HttpError extends Error {
  readonly status: number;
  readonly details: HttpErrorDetails;

  constructor(status: number, message: string, details: HttpErrorDetails = {}) {
    super(message);
    this.name = "HttpError";
    this.status = status;
    this.details = details;
  }

  /**
   * The JSON body GitHub sends with this failure.
   * @param documentationUrl of the operation that failed, where the failure names no other
   */
  body(documentationUrl = "https://docs.github.com/rest"): Record<string, unknown> {
    const { errors, documentationUrl: own, extra } = this.details;
    const detail = errors === undefined ? {} : { errors };
    const documentation_url = own ?? documentationUrl;
    return { message: this.message, ...detail, documentation_url, status: String(this.status), ...extra };
  }
}

export const notFound = (message = "Not Found"): HttpError => new HttpError(404, message);
export const forbidden = (message: string): HttpError => new HttpError(403, message);
export const conflict = (message: string): HttpError => new HttpError(409, message);
export const notAllowed = (message: string): HttpError => new HttpError(405, message);
export const badRequest = (message: string): HttpError => new HttpError(400, message);

/** 422 `Validation Failed`: what was sent has the right shape, but GitHub refuses its meaning. */
export const validationFailed = (errors: readonly (FieldError | string)[]): HttpError =>
  new HttpError(422, "Validation Failed", { errors });

/** 422 with a message of its own. */
export const unprocessable = (message: string, errors?: readonly (FieldError | string)[]): HttpError =>
  new HttpError(422, message, errors === undefined ? {} : { errors });

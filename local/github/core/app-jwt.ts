/** What an app proves itself with: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
import { verify } from "node:crypto";
import type { AppActor } from "./actors.ts";
import { userById } from "./actors.ts";
import { HttpError, notFound } from "./errors.ts";
import type { State } from "./state.ts";

/** "You must use a JWT to access this endpoint." */
export const needsAppToken = (operationId: string | undefined): boolean =>
  operationId === "apps/create-installation-access-token";

/**
 * The app that signed.
 * @throws HttpError 401 where it is no JWT of an app here, or not of this time
 */
export function appOfJwt(state: State, jwt: string, now: Date): AppActor {
  const [head = "", body = "", signature = ""] = jwt.split(".");
  const claims = decoded(body);
  const app = state.apps.find(({ id }) => String(id) === String(claims?.["iss"]));
  if (claims === undefined || decoded(head)?.["alg"] !== "RS256") throw undecodable();
  if (app === undefined) throw notFound("Integration not found");
  if (app.publicKey === undefined) throw undecodable();
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("sha256", signed, app.publicKey, Buffer.from(signature, "base64url"))) throw undecodable();
  refuseOtherTimes(claims, now.getTime() / 1000);
  return {
    kind: "app",
    appId: app.id,
    userId: app.botUserId,
    login: userById(state, app.botUserId)?.login ?? app.slug,
  };
}

const undecodable = () => new HttpError(401, "A JSON web token could not be decoded");

/** "iat: ... we recommend that you set this 60 seconds in the past", "exp: The time must be no more than 10 minutes into the future." */
function refuseOtherTimes({ iat, exp }: Record<string, unknown>, now: number): void {
  if (typeof exp !== "number" || exp <= now) {
    const must = "must be a numeric value representing the future time at which the assertion expires";
    throw new HttpError(401, `'Expiration time' claim ('exp') ${must}`);
  }
  if (exp > now + 600) throw new HttpError(401, "'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== "number" || iat > now) {
    const must = "must be an Integer representing the time that the assertion was issued";
    throw new HttpError(401, `'Issued at' claim ('iat') ${must}`);
  }
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

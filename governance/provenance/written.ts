/** What is written in a message, or in the text of a pull request: trailers and marks. */
import type { Claim, Dialect } from "./dialects/dialect.ts";
import { dialectOf } from "./dialects/index.ts";
import type { Evidence } from "./evidence.ts";
import { joined, none, partyFindings, type Findings, type Place } from "./findings.ts";
import { hintOf } from "./hint.ts";
import type { Recogniser } from "./identities/recogniser.ts";
import { linesOf, type Line } from "./lines.ts";
import { knownModel } from "./models.ts";
import { trailersOf, type Trailer } from "./trailers.ts";

/** Trailers count in both; marks are text wherever they stand. */
export function writtenIn(text: string, recogniser: Recogniser, source: "trailer" | "text" = "trailer"): Findings {
  const hint = hintOf(text);
  if (!hint.trailers && !hint.marks) return none;
  const lines = linesOf(text);
  const found = hint.trailers ? trailersOf(lines, (token) => dialectOf(token) !== undefined) : [];
  const trailers = found.flatMap((trailer) => trailerFindings(trailer, source, recogniser));
  if (!hint.marks) return joined(trailers);
  const taken = new Set(found.map(({ line }) => line));
  const others = lines.filter(({ number }) => !taken.has(number));
  return joined([...trailers, ...others.map((line) => markFindings(line, recogniser))]);
}

function trailerFindings({ token, value, line }: Trailer, source: Place["source"], recogniser: Recogniser): Findings[] {
  const read = recogniser.trailers.get(`${source}\0${token}\0${value}`, () => {
    const dialect = dialectOf(token);
    const place: Place = { source, confidence: "claimed" };
    return dialect?.read(value).map((claim) => claimFindings(claim, dialect, place, recogniser)) ?? [];
  });
  return read.map((findings) => inLine(findings, line));
}

function inLine(findings: Findings, line: number): Findings {
  const { evidence, denials } = findings;
  if (evidence.length + denials.length === 0) return findings;
  const placed = (one: Evidence): Evidence => ({ ...one, line });
  return { ...findings, evidence: evidence.map(placed), denials: denials.map(placed) };
}

function claimFindings(claim: Claim, dialect: Dialect, place: Place, recogniser: Recogniser): Findings {
  const { agent, model, session, promptDigest, contextDigest, party, denies } = claim;
  if (party !== undefined) return partyFindings(recogniser.party(party), place);
  if (denies === true) return { ...none, denials: [{ ...place, row: dialect.id }] };
  const tool = toolOf(claim, dialect, recogniser);
  const named = knownModel(model ?? "");
  const said = {
    ...place,
    row: dialect.id,
    ...(tool !== undefined && { tool }),
    ...(agent !== undefined && { agent }),
    ...(named !== undefined && { model: named }),
    ...(session !== undefined && { session }),
    ...(promptDigest !== undefined && { promptDigest }),
    ...(contextDigest !== undefined && { contextDigest }),
  };
  return { ...none, evidence: [said] };
}

function toolOf({ agent, email }: Claim, dialect: Dialect, recogniser: Recogniser): string | undefined {
  const named = email === undefined ? undefined : recogniser.email(email)?.tool;
  if (named !== undefined) return named;
  if (agent !== undefined || email !== undefined) return recogniser.tool(agent ?? "");
  return dialect.tool === undefined ? undefined : recogniser.tool(dialect.tool);
}

function markFindings({ text, number, kind }: Line, recogniser: Recogniser): Findings {
  const named = kind === "said" ? recogniser.line(text, number) : undefined;
  if (named === undefined) return none;
  return { ...none, evidence: [{ source: "text", confidence: "claimed", line: number, ...named }] };
}

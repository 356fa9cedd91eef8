import server from "@pulumi/policy/server.js";
import type { Policies } from "@pulumi/policy";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb.js";

type Rpc<Request> = (
  call: { request: Request },
  callback: (error: Error | null | undefined, response?: AnalyzeResponse) => void,
) => Promise<void>;

type MakeRpc<Request> = (pack: string, version: string, level: string, policies: Policies) => Rpc<Request>;

/** The SDK's own request handlers. They exist at run time and are missing from its declarations. */
interface UndeclaredServer {
  readonly makeAnalyzeRpcFun: MakeRpc<AnalyzeRequest>;
  readonly makeAnalyzeStackRpcFun: MakeRpc<AnalyzeStackRequest>;
}

const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as UndeclaredServer;

export function analyzeResource(policies: Policies, request: AnalyzeRequest): Promise<AnalyzeResponse> {
  return answer(makeAnalyzeRpcFun("pack", "1.0.0", "advisory", policies), request);
}

export function analyzeStack(policies: Policies, request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
  return answer(makeAnalyzeStackRpcFun("pack", "1.0.0", "advisory", policies), request);
}

function answer<Request>(rpc: Rpc<Request>, request: Request): Promise<AnalyzeResponse> {
  return new Promise((resolve, reject) => {
    rpc({ request }, (error, response) => (response ? resolve(response) : reject(error))).catch(reject);
  });
}

const levels = new Map(
  Object.entries(analyzer.EnforcementLevel).map(([name, value]) => [Number(value), name.toLowerCase()] as const),
);

/** The enforcement level of a diagnostic in the words of the SDK: advisory, mandatory. */
export function levelOf(diagnostic: AnalyzeDiagnostic): string {
  return levels.get(diagnostic.getEnforcementlevel()) ?? "unknown";
}

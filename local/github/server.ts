/**
 * Local GitHub: a server on loopback that answers as GitHub Enterprise Server does, below `/api/v3` and `/api/graphql`, and as
 * api.github.com does, at `/` and `/graphql`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Api, type ApiRequest, type ApiResponse } from "./core/api.ts";
import { makeCertificate, type Certificate } from "./core/certificate.ts";
import { Faults, type Fault } from "./core/faults.ts";
import { readRequest, sendResponse } from "./core/http.ts";
import { Jobs, type Job, type JobWish } from "./core/jobs.ts";
import { githubLimits, type Limits } from "./core/limits.ts";
import { RequestCounter } from "./core/request-counter.ts";
import { stateFromSeed, tokensOf, type Seed } from "./core/seed.ts";
import type { State } from "./core/state.ts";
import { readState, Store } from "./core/store.ts";
import { EventFeed, type EventListener } from "./events/feed.ts";
import { recordWorkflowRun, type FinishedRun, type NewRun } from "./git/workflow-runs.ts";
import { handlers } from "./rest/index.ts";
import { beginWorkflowRun, type WorkflowRunRecorder } from "./runs/recorder.ts";

export interface LocalGitHubSettings {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Serves https, with a certificate that clients trust by `caFile`. Default false: http. */
  readonly https?: boolean;
  /** Where the state lives between runs. Default: in memory only. */
  readonly stateFile?: string;
  /** What to start with where `stateFile` holds nothing yet. */
  readonly seed?: Seed;
  /** Compares every answer with GitHub's OpenAPI description and answers 500 where one does not fit. Default true. */
  readonly checkResponses?: boolean;
  /** Requests an hour for each token. Default 5000. */
  readonly rateLimit?: number;
  /** How much of long lists is shown. Default: what GitHub shows. */
  readonly limits?: Partial<Limits>;
  /** Default: the machine's. */
  readonly clock?: () => Date;
  /** Told of every failure of this server itself (500). Default: nobody. */
  readonly log?: (line: string) => void;
}

export interface LocalGitHub {
  /** e.g. `http://127.0.0.1:4711` */
  readonly url: string;
  readonly port: number;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** File with the certificate to trust, in PEM, for NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and the like; `undefined` without https. */
  readonly caFile: string | undefined;
  /** What `caFile` holds. */
  readonly certificate: string | undefined;
  /** Actor to token: logins of people and bots, `workflow:<repository>` for GITHUB_TOKEN in that repository, `workflow:<owner>/<repository>` in a fork. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly faults: Faults;
  readonly requests: RequestCounter;
  /** Answers that did not fit GitHub's description; tests expect none. */
  readonly responseProblems: readonly string[];
  /** The state as it is now, read only. */
  readonly state: State;
  /**
   * Calls the listener for everything that would start workflows, once the change that caused it is stored and before the request
   * is answered. A listener may start changes, it must not wait for them.
   * @returns ends the listening
   */
  onEvent(listener: EventListener): () => void;
  /**
   * Gives a job its GITHUB_TOKEN: of `github-actions[bot]`, for one repository, with exactly these permissions and `metadata`.
   * @throws Error where there is no such repository or permission, or Actions are switched off there
   */
  startJob(wish: JobWish): Job;
  /** Changes the state outside any request, e.g. to record what GitHub would have learnt by itself. */
  change<T>(recipe: (draft: State) => T): Promise<T>;
  /** Records a finished run of a workflow, which GitHub would have seen for itself: what a `workflows` rule asks for. */
  recordWorkflowRun(run: FinishedRun): Promise<void>;
  /**
   * Records a run that is queued, with a check run of GitHub Actions on its commit for each job: a merge that needs them is
   * refused until they have succeeded.
   * @param jobs names of its jobs, which their checks bear
   */
  beginWorkflowRun(run: NewRun, jobs: readonly string[]): Promise<WorkflowRunRecorder>;
  close(): Promise<void>;
}

const host = "127.0.0.1";

/**
 * Starts the server.
 * @throws Error where the port is taken, the state file is not one, or there is neither state nor seed
 */
export async function startLocalGitHub(settings: LocalGitHubSettings = {}): Promise<LocalGitHub> {
  const clock = settings.clock ?? (() => new Date());
  const { checkResponses = true, rateLimit = 5000, port = 0, log = () => undefined } = settings;
  const store = await openStore(settings, clock());
  const certificate = settings.https === true ? await makeCertificate() : undefined;
  const jobs = new Jobs();
  const feed = new EventFeed(clock, log);
  const parts: Parts = {
    store,
    certificate,
    clock,
    jobs,
    feed,
    api: new Api({
      ...{ store, handlers, checkResponses, rateLimit, clock, log },
      limits: { ...githubLimits, ...settings.limits },
      jobOf: (token) => jobs.actorOf(token),
      changed: (before, after, actor) => {
        feed.changed(before, after, actor);
      },
    }),
    faults: new Faults(),
    requests: new RequestCounter(),
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => void serve(parts, request, response);
  const server =
    certificate === undefined
      ? createServer(listener)
      : createSecureServer({ key: certificate.key, cert: certificate.cert }, listener);
  try {
    return running(server, await listen(server, port), parts);
  } catch (error) {
    await certificate?.remove();
    throw error;
  }
}

interface Parts {
  readonly store: Store;
  readonly certificate: Certificate | undefined;
  readonly clock: () => Date;
  readonly jobs: Jobs;
  readonly feed: EventFeed;
  readonly api: Api;
  readonly faults: Faults;
  readonly requests: RequestCounter;
}

async function openStore({ stateFile, seed }: LocalGitHubSettings, now: Date): Promise<Store> {
  const earlier = stateFile === undefined ? undefined : readState(stateFile);
  if (earlier !== undefined) return new Store(earlier, stateFile);
  if (seed === undefined) throw new Error("Local GitHub needs a seed: no earlier state was found to start from.");
  const store = new Store(stateFromSeed(seed, now), stateFile);
  await store.save();
  return store;
}

function running(server: Server, port: number, { store, certificate, ...parts }: Parts): LocalGitHub {
  const url = `${certificate === undefined ? "http" : "https"}://${host}:${String(port)}`;
  parts.feed.layout = { apiUrl: `${url}/api/v3`, htmlUrl: url };
  const change = <T>(recipe: (draft: State) => T): Promise<T> =>
    store.change(recipe, (before, after) => {
      parts.feed.changed(before, after, { kind: "anonymous" });
    });
  return {
    url,
    port,
    apiUrl: `${url}/api/v3`,
    graphqlUrl: `${url}/api/graphql`,
    caFile: certificate?.caFile,
    certificate: certificate?.ca,
    faults: parts.faults,
    requests: parts.requests,
    responseProblems: parts.api.responseProblems,
    get tokens() {
      return tokensOf(store.state);
    },
    get state() {
      return store.state;
    },
    onEvent: (listener) => parts.feed.listen(listener),
    startJob: (wish) => parts.jobs.start(store.state, wish),
    change,
    recordWorkflowRun: (run) => change((draft) => void recordWorkflowRun(draft, run, parts.clock())),
    beginWorkflowRun: (run, jobs) => beginWorkflowRun(change, parts.clock, run, jobs),
    close: async () => {
      await close(server);
      await store.idle();
      await certificate?.remove();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${String(port)} is in use by another program. Stop it, or start local GitHub with another port (0: any free one).`;
      reject(error.code === "EADDRINUSE" ? new Error(taken) : error);
    });
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}

async function serve(parts: Parts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await answer(parts, message, response);
  } catch (error) {
    // Only a connection that broke while its request was read comes here.
    response.destroy(error instanceof Error ? error : undefined);
  }
}

async function answer(parts: Parts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  const template = templateOf(request);
  parts.requests.add(template ?? `${request.method} (unknown)`);
  const fault = parts.faults.take(request.method, template, request.layout.path);
  if (fault?.answerLost === true) await parts.api.answer(request);
  // A client that gave up must not keep this process alive.
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { ref: false });
  if (fault?.reset === true) response.destroy();
  else if (fault?.status !== undefined) sendResponse(response, request.method, faultResponse(fault, fault.status));
  else if (fault?.answerLost === true) response.destroy();
  else sendResponse(response, request.method, await parts.api.answer(request));
}

function templateOf({ route, method }: ApiRequest): string | undefined {
  return route === undefined ? undefined : `${method} ${route.operation.path}`;
}

function faultResponse(fault: Fault, status: number): ApiResponse {
  const body = fault.body ?? {
    message: "Injected fault",
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  };
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...fault.headers },
    text: JSON.stringify(body),
  };
}

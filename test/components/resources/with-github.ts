import { governanceProvider } from "../../../components/resources/definition.ts";
import { connectGitHub } from "../../../components/resources/github/client.ts";
import type { Seed } from "../../../local/github/core/seed.ts";
import type { LocalGitHub } from "../../../local/github/server.ts";
import { octokitFor, org, owner, seed, startFixture } from "../../local/github/fixture.ts";
import { connectProvider } from "./provider-client.ts";
import type { ProviderClient } from "./provider-client.ts";

export interface Running {
  readonly provider: ProviderClient;
  readonly server: LocalGitHub;
  /** Unmodified Octokit as the organisation's owner, to look and to cause drift. */
  readonly octokit: ReturnType<typeof octokitFor>;
  /** Lines that the provider logged to the engine. */
  readonly logged: string[];
}

/** The provider, configured for a fresh local GitHub, before each test. A second of waiting lasts 5 ms. */
export function eachWithProvider(settings: { readonly actor?: string; readonly seed?: Seed } = {}): () => Running {
  let running: Running;
  let end: () => Promise<void>;
  beforeEach(async () => {
    const fixture = await startFixture({ seed: settings.seed ?? seed });
    const { server } = fixture;
    const logged: string[] = [];
    const definition = governanceProvider((given) => connectGitHub(given, 5));
    const provider = await connectProvider(definition, async (_severity, message) => void logged.push(message));
    await provider.configure({ owner: org, baseUrl: `${server.url}/`, token: server.tokens[settings.actor ?? owner] });
    running = { provider, server, octokit: octokitFor(server, owner), logged };
    end = async () => {
      provider.close();
      await fixture.end();
    };
  });
  afterEach(() => end());
  return () => running;
}

import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import { memoize } from "@smithy/property-provider";
import { LRUCache } from "lru-cache";
import { credentials } from "../measure/credentials.ts";
import { library } from "../measure/library.ts";
import type { Candidate } from "../measure/rounds.ts";
// Azure's own clients keep their tokens with it; the package does not export it.
import { createTokenCycler } from "../node_modules/@azure/core-rest-pipeline/dist/esm/util/tokenCycler.js";
import { ours } from "../measure/ours.ts";
import { createHandledGoogle, createRefreshingGoogle } from "./google.ts";
import { askServer, type Keeper, type KeepersPlan } from "./keeper.ts";

/** What people keep a token with, each as its documentation has it. */
export function createKeepers(plan: KeepersPlan): readonly Keeper[] {
  const keeper = (name: string, create: (plan: KeepersPlan) => Candidate): Keeper => ({
    name,
    sharesRequests: true,
    create: () => create(plan),
  });
  return [
    keeper(ours, createOurs),
    keeper("@badgateway/oauth2-client", createBadgateway),
    keeper("google-auth-library, refresh token", createRefreshingGoogle),
    {
      ...keeper("google-auth-library, refreshHandler", createHandledGoogle),
      sharesRequests: false,
    },
    keeper("AWS: @smithy/property-provider", createMemoized),
    keeper("Azure: @azure/core-rest-pipeline", createCycler),
    keeper("lru-cache", createCache),
  ];
}

/** The one with that name. */
export function keeperCalled(name: string | undefined, plan: KeepersPlan): Keeper {
  const keeper = createKeepers(plan).find((each) => each.name === name);
  if (!keeper) throw new Error(`Nobody is called ${name}.`);
  return keeper;
}

function createOurs({ endpoint, fetch }: KeepersPlan): Candidate {
  const provider = library.createTokenProvider(credentials, { endpoint, fetch });
  return () => provider.getToken();
}

function createBadgateway({ endpoint, fetch }: KeepersPlan): Candidate {
  const client = new OAuth2Client({ ...credentials, tokenEndpoint: endpoint, fetch });
  const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials() });
  return () => wrapper.getAccessToken();
}

/** With the five minutes that the SDK for AWS counts as expired. */
function createMemoized(plan: KeepersPlan): Candidate {
  return memoize(
    async () => {
      const { token, expiresAt } = await askServer(plan);
      return { token, expiration: new Date(expiresAt) };
    },
    ({ expiration }) => expiration.getTime() - Date.now() < 300_000,
    ({ expiration }) => expiration !== undefined,
  );
}

function createCycler(plan: KeepersPlan): Candidate {
  const cycle = createTokenCycler({
    async getToken() {
      const { token, expiresAt } = await askServer(plan);
      return { token, expiresOnTimestamp: expiresAt };
    },
  });
  return () => cycle("fake-scope", {});
}

function createCache(plan: KeepersPlan): Candidate {
  const cache = new LRUCache<string, string>({
    max: 1,
    async fetchMethod(_key, _stale, { options }) {
      const { token, expiresAt } = await askServer(plan);
      options.ttl = expiresAt - Date.now();
      return token;
    },
  });
  return () => cache.fetch("token");
}

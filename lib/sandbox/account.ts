import { json } from "./boom.ts";
import { limitTypes, type RateLimit } from "./rate-limit.ts";
import type { Tree } from "./tree.ts";

/**
 * The endpoints about the account, which is nobody's.
 *
 * @see https://github.com/sirv/slate, `getAccount.md`, `getAccountLimits.md`, `getAccountStorage.md` and
 *   `getBillingPlan.md`: the shapes of what they answer.
 */
export interface Account {
  /** `GET /v2/account` */
  readonly info: () => Response;
  /** `GET /v2/account/limits` */
  readonly limits: (clientId: string) => Response;
  /** `GET /v2/account/storage` */
  readonly storage: () => Response;
  /** `GET /v2/billing/plan` */
  readonly plan: () => Response;
}

/** Bytes that may be stored. */
const storage = 500_000_000;
/** Bytes that may be stored for 30 days. */
const burstableStorage = 5 * storage;

export function createAccount(tree: Tree, rateLimit: RateLimit): Account {
  return {
    info: () =>
      json({
        dateCreated: "2014-05-09T12:23:16.660Z",
        alias: "sandbox",
        fileSizeLimit: storage,
        fetching: { enabled: false, type: "http", http: { auth: { enabled: false }, url: "" } },
        minify: { enabled: false },
        cdnTempURL: "sandbox.sirv.com",
        cdnURL: "sandbox.sirv.com",
        aliases: { sandbox: { prefix: "/", cdn: true } },
      }),
    limits: (clientId) =>
      json(Object.fromEntries(limitTypes.map((type) => [type, rateLimit.quota(clientId, type)]))),
    storage() {
      const sizes = Array.from(tree.files(), ([, { bytes }]) => bytes.byteLength);
      return json({
        plan: storage,
        burstable: burstableStorage,
        extra: 0,
        used: sizes.reduce((sum, size) => sum + size, 0),
        files: sizes.length,
        quotaExceededDate: null,
      });
    },
    plan: () =>
      json({
        dateActive: "2014-05-09T00:00:00.000Z",
        id: "Sandbox",
        period: "month",
        name: "Sandbox",
        description: "Nobody's plan, for tests",
        price: { month: 0, quarter: 0, year: 0 },
        storage,
        burstableStorage,
      }),
  };
}

/** What a worker is given beside its bindings. */
interface WorkerdSettings {
  readonly port: number;
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly compatibilityFlags?: readonly string[];
}

/** A configuration of workerd for a `worker.js` beside it, which may reach this machine alone. */
export function workerdConfig({ port, env, compatibilityFlags = [] }: WorkerdSettings): string {
  const bindings = Object.entries(env).map(
    ([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "worker")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-07-01",
  compatibilityFlags = ${JSON.stringify(compatibilityFlags)},
  bindings = [${bindings.join(", ")}],
);
`;
}

// Makes Node's globals those of React Native 0.86, with the packages that it has them from; what is
// native there, XMLHttpRequest, is another one.
import { createRequire } from "node:module";
import { Window } from "happy-dom";

const require = createRequire(import.meta.url);

const StandardURL = URL;

/** React Native's parts are read-only, and its addresses as they were given, since 0.84. */
class ReactNativeURL {
  readonly href: string;

  constructor(url: string, base?: string) {
    const standard = new StandardURL(url, base);
    this.href = base === undefined ? url : standard.href;
    const { hash, host, hostname, origin, pathname, port, protocol, search } = standard;
    Object.assign(this, { hash, host, hostname, origin, pathname, port, protocol, search });
    Object.freeze(this);
  }

  toString(): string {
    return this.href;
  }
}

const missing = [
  "AbortController",
  "AbortSignal",
  "CompressionStream",
  "DOMException",
  "DecompressionStream",
  "Headers",
  "ReadableStream",
  "Request",
  "Response",
  "TextDecoder",
  "TransformStream",
  "WritableStream",
  "crypto",
  "fetch",
  "navigator",
  "structuredClone",
];
const { XMLHttpRequest } = new Window({ url: "http://localhost:3000/" });
// Node makes its own at first sight, of others that are gone later.
for (const name of missing) Reflect.get(globalThis, name);
for (const name of missing) Reflect.deleteProperty(globalThis, name);
Object.assign(globalThis, { XMLHttpRequest, self: globalThis });
Object.assign(globalThis, require("abort-controller"));
// It makes itself global.
void require("whatwg-fetch");
Object.defineProperty(globalThis, "URL", { value: ReactNativeURL });

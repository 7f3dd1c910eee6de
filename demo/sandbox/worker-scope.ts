// The part of a service worker's globals that is used here: the DOM's types, which the page needs, and
// the worker's can't be had in one program.

interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

export interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(response: Promise<Response>): void;
}

interface Client {
  postMessage(message: unknown, transfer: readonly Transferable[]): void;
}

interface EventMap {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  message: ExtendableEvent & MessageEvent<unknown>;
  fetch: FetchEvent;
}

interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<Client | undefined>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Type extends keyof EventMap>(
    type: Type,
    listener: (event: EventMap[Type]) => void,
  ): void;
}

export const scope: WorkerScope = globalThis as unknown as WorkerScope;

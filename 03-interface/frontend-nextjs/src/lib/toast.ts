import type { ExternalToast, toast as sonner } from "sonner";

type Sonner = typeof sonner;

/** Messages that wait for what shows them. */
let waiting: ((toast: Sonner) => void)[] = [];
let shown: Sonner | null = null;
const listeners = new Set<() => void>();

function say(message: (toast: Sonner) => void): void {
  if (shown) return message(shown);
  waiting = [...waiting, message];
  for (const listener of listeners) listener();
}

/** Short messages over the page. Whoever says one need not carry what shows it: that comes by itself. */
export const toast = Object.assign(
  (text: string, options?: ExternalToast) => say((sonner) => void sonner(text, options)),
  {
    error: (text: string) => say((sonner) => void sonner.error(text)),
    success: (text: string) => say((sonner) => void sonner.success(text)),
  },
);

/** For what shows them. */
export const toasts = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  areWaiting: (): boolean => waiting.length > 0,
  /** Null once nobody shows them any more. */
  showWith: (sonner: Sonner | null): void => {
    shown = sonner;
    if (!sonner) return;
    const messages = waiting;
    waiting = [];
    for (const message of messages) message(sonner);
    for (const listener of listeners) listener();
  },
};

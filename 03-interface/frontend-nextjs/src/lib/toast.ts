import type { ExternalToast, toast as sonner } from "sonner";
import { Store } from "@/lib/store/store";

type Sonner = typeof sonner;
type Message = (toast: Sonner) => void;

/** Messages that wait for the component that renders them, which is loaded with the first one. */
class Toasts extends Store<readonly Message[]> {
  private shownBy: Sonner | null = null;

  constructor() {
    super([]);
  }

  say(message: Message): void {
    if (this.shownBy) message(this.shownBy);
    else this.setState([...this.state, message]);
  }

  /** Show messages with `sonner` from now on; null when it is unmounted. */
  showWith(sonner: Sonner | null): void {
    this.shownBy = sonner;
    if (!sonner) return;
    const waiting = this.state;
    this.setState([]);
    for (const message of waiting) message(sonner);
  }
}

export const toasts = new Toasts();
let pendingCount = 0;

/** Show a short message over the page. The component that renders it is loaded on demand. */
export const toast = Object.assign(
  (text: string, options?: ExternalToast) => toasts.say((sonner) => void sonner(text, options)),
  {
    error: (text: string) => toasts.say((sonner) => void sonner.error(text)),
    /** Show a message until the returned function is called. */
    pending: (text: string): (() => void) => {
      pendingCount += 1;
      const id = `pending-${pendingCount}`;
      toasts.say((sonner) => void sonner.loading(text, { id }));
      return () => toasts.say((sonner) => void sonner.dismiss(id));
    },
    success: (text: string) => toasts.say((sonner) => void sonner.success(text)),
  },
);

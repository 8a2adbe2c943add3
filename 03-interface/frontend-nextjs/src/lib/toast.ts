import type { ExternalToast, toast as sonner } from "sonner";
import { Store } from "@/lib/store/store";

type Sonner = typeof sonner;
type Message = (toast: Sonner) => void;

/** Messages that wait for the component that shows them, which is loaded once there is one. */
class Toasts extends Store<readonly Message[]> {
  private shownBy: Sonner | null = null;

  constructor() {
    super([]);
  }

  say(message: Message): void {
    if (this.shownBy) message(this.shownBy);
    else this.setState([...this.state, message]);
  }

  /** Show messages with `sonner` from now on; null once nobody shows them any more. */
  showWith(sonner: Sonner | null): void {
    this.shownBy = sonner;
    if (!sonner) return;
    const waiting = this.state;
    this.setState([]);
    for (const message of waiting) message(sonner);
  }
}

export const toasts = new Toasts();

/** Short messages over the page. Whoever says one need not carry what shows it: that comes by itself. */
export const toast = Object.assign(
  (text: string, options?: ExternalToast) => toasts.say((sonner) => void sonner(text, options)),
  {
    error: (text: string) => toasts.say((sonner) => void sonner.error(text)),
    success: (text: string) => toasts.say((sonner) => void sonner.success(text)),
  },
);

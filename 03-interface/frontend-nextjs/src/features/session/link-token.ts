import { Store } from "@/lib/store/store";

/** The token behind the `#` of a link; null before it is read, empty where there is none. */
export class LinkToken extends Store<string | null> {
  constructor() {
    super(null);
  }

  /** Take the token out of the address, where others could read it later: on the screen or in the history. */
  take(): void {
    const { hash, pathname, search } = window.location;
    const token = hash.slice(1);
    if (token) window.history.replaceState(window.history.state, "", pathname + search);
    this.setState(token || this.state || "");
  }
}

import { PRIVATE_PREFIX } from "@/lib/api/session";
import { Store } from "@/lib/store/store";

/** A meeting that is followed; `isTold` once its end was announced. */
export type Followed = { id: string; isTold: boolean };

/** Former versions kept titles here, whoever was signed in. */
const FORMER_KEY = "scribe.followed";
const MAX_FOLLOWED = 20;

/**
 * The meetings that a user sent or had processed again from this browser, until their end has been seen. They outlive a
 * reload, are shared by the tabs, and are forgotten at a sign-out.
 */
export class FollowedMeetings extends Store<readonly Followed[]> {
  private readonly key: string;

  constructor(userId: string) {
    super([]);
    this.key = `${PRIVATE_PREFIX}followed.${userId}`;
  }

  /** Take up what is stored, and what other tabs store, until the returned function is called. */
  listen(): () => void {
    localStorage.removeItem(FORMER_KEY);
    const hear = ({ key }: StorageEvent) => {
      if (key === this.key || key === null) this.setState(this.read());
    };
    window.addEventListener("storage", hear);
    this.setState(this.read());
    return () => window.removeEventListener("storage", hear);
  }

  add(id: string): void {
    const others = this.read().filter((one) => one.id !== id);
    this.keep([...others, { id, isTold: false }].slice(-MAX_FOLLOWED));
  }

  remove(ids: readonly string[]): void {
    const followed = this.read();
    if (followed.some(({ id }) => ids.includes(id)))
      this.keep(followed.filter(({ id }) => !ids.includes(id)));
  }

  /** Note that the end of a meeting is announced; return false where any tab has done it before. */
  tell(id: string): boolean {
    const followed = this.read();
    if (!followed.some((one) => one.id === id && !one.isTold)) return false;
    this.keep(followed.map((one) => (one.id === id ? { id, isTold: true } : one)));
    return true;
  }

  /** Return what is stored: other tabs may have changed it. */
  private read(): Followed[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isFollowed).slice(-MAX_FOLLOWED) : [];
    } catch {
      return [];
    }
  }

  private keep(followed: readonly Followed[]): void {
    localStorage.setItem(this.key, JSON.stringify(followed));
    this.setState(followed);
  }
}

function isFollowed(value: unknown): value is Followed {
  const { id, isTold } = (value ?? {}) as Partial<Followed>;
  return typeof id === "string" && typeof isTold === "boolean";
}

import { Store } from "@/lib/store/store";

export type Followed = { id: string; title: string };

const KEY = "scribe.followed";
const MAX_FOLLOWED = 20;

/** The meetings of this browser's uploads, until their end has been seen. They outlive a reload. */
export class FollowedMeetings extends Store<readonly Followed[]> {
  constructor() {
    super([]);
  }

  /** Take up what was followed before the page was loaded. */
  load(): void {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      if (Array.isArray(kept)) this.setState(kept.filter(isFollowed).slice(-MAX_FOLLOWED));
    } catch {
      localStorage.removeItem(KEY);
    }
  }

  add({ id, title }: Followed): void {
    const others = this.state.filter((one) => one.id !== id);
    this.keep([...others, { id, title }].slice(-MAX_FOLLOWED));
  }

  remove(ids: readonly string[]): void {
    if (this.state.some(({ id }) => ids.includes(id)))
      this.keep(this.state.filter(({ id }) => !ids.includes(id)));
  }

  private keep(followed: readonly Followed[]): void {
    this.setState(followed);
    localStorage.setItem(KEY, JSON.stringify(followed));
  }
}

function isFollowed(value: unknown): value is Followed {
  const { id, title } = (value ?? {}) as Partial<Followed>;
  return typeof id === "string" && typeof title === "string";
}

import { Observable } from "@/lib/store/observable";

/** A state outside React that components read with `useStore`. A subclass replaces it by `setState`, never in place. */
export class Store<T> extends Observable {
  private current: T;

  constructor(private readonly initial: T) {
    super();
    this.current = initial;
  }

  /** Return the state; the same object until the state changes. */
  readonly snapshot = (): T => this.current;

  /** Return the state that a page has when it comes from the server. */
  readonly initialSnapshot = (): T => this.initial;

  protected get state(): T {
    return this.current;
  }

  protected setState(state: T): void {
    this.current = state;
    this.notify();
  }
}

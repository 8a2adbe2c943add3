import type { KeptRecording } from "@/features/recording/recording-store";
import type { Recorded } from "@/features/recording/recorder";
import { Store } from "@/lib/store/store";

/** Recordings that ended in this tab and are not on the server yet, whatever has been pressed since. */
export class FinishedRecordings extends Store<readonly Recorded[]> {
  constructor() {
    super([]);
  }

  /** Whether one of them is, at least in part, in this tab's memory only. */
  get isAtRisk(): boolean {
    return this.state.some(({ isKept }) => !isKept);
  }

  add(recorded: Recorded): void {
    this.setState([...this.state, recorded]);
  }

  /** Return the file of a recording; null if it did not end in this tab. */
  fileOf({ id }: KeptRecording): File | null {
    return this.state.find(({ recording }) => recording.id === id)?.file ?? null;
  }

  /** Forget one that is on the server or was discarded: other tabs may look after what is left of it. */
  remove(id: number): void {
    for (const { release } of this.state.filter(({ recording }) => recording.id === id)) release();
    this.setState(this.state.filter(({ recording }) => recording.id !== id));
  }
}

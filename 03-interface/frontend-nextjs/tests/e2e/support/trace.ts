import type { Browser, Page } from "playwright-core";

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Wall-clock time, in microseconds. */
  dur?: number;
  /** CPU time, in microseconds. */
  tdur?: number;
  args?: { name?: string };
};

export type Tasks = {
  count: number;
  /** CPU time of the longest task, in milliseconds: other load on the machine does not count. */
  longest: number;
  /** Wall-clock time of the longest task, in milliseconds. */
  longestOnClock: number;
};

/** Measure the tasks of a page's main thread while `act` runs, by Chromium's trace. */
export async function traceTasks(browser: Browser, page: Page, act: () => Promise<void>): Promise<Tasks> {
  // Find the renderer's main threads by name; the page has the busiest.
  await browser.startTracing(page, {
    categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"],
  });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = trace.traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain",
  );
  const threads = mains.map(({ pid, tid }) =>
    trace.traceEvents.filter(
      (event) => event.name === "RunTask" && event.ph === "X" && event.pid === pid && event.tid === tid,
    ),
  );
  const total = (tasks: TraceEvent[]) => tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
  const tasks = threads.reduce<TraceEvent[]>((most, one) => (total(one) > total(most) ? one : most), []);
  const longestOf = (time: "dur" | "tdur") => Math.max(0, ...tasks.map((task) => (task[time] ?? 0) / 1000));
  return { count: tasks.length, longest: longestOf("tdur"), longestOnClock: longestOf("dur") };
}

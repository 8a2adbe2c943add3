import { Skeleton } from "@/components/ui/skeleton";

/** The placeholder of a meeting while it is loaded: a transcript, and beside it the people. */
export function MeetingSkeleton() {
  return (
    <div className="mx-auto max-w-7xl px-4 pt-1 sm:px-6 sm:pt-8" aria-busy>
      <Skeleton className="mt-9 h-7 w-3/5 sm:h-9" />
      <Skeleton className="mt-2 h-4 w-2/5" />
      <div className="mt-10 grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid h-fit max-w-[52rem] gap-4">
          {[92, 84, 96, 61, 88, 73].map((width) => (
            <Skeleton key={width} className="h-5" />
          ))}
        </div>
        <Skeleton className="h-40 max-lg:hidden" />
      </div>
    </div>
  );
}

import { Skeleton } from "@/components/ui/skeleton";

/** The placeholder of a meeting while it is loaded. */
export function MeetingSkeleton() {
  return (
    <div className="grid gap-4" aria-busy>
      <Skeleton className="h-9 w-3/5" />
      <Skeleton className="mb-6 h-4 w-2/5" />
      {[92, 84, 96, 61, 88, 73].map((width) => (
        <Skeleton key={width} className="h-5" />
      ))}
    </div>
  );
}

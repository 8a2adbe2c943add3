import { Logo } from "@/components/logo";
import { Skeleton } from "@/components/ui/skeleton";

export function ShellSkeleton() {
  return (
    <div aria-busy>
      <div className="border-b border-border">
        <div className="mx-auto flex h-14 max-w-7xl items-center justify-between px-4 sm:px-6">
          <Logo />
          <Skeleton className="size-9 rounded-full" />
        </div>
      </div>
      <div className="mx-auto grid max-w-5xl gap-4 px-4 py-10 sm:px-6">
        <Skeleton className="h-9 w-48" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="h-16 w-full" />
      </div>
    </div>
  );
}

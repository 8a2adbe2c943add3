import { Progress as Radix } from "radix-ui";
import { cn } from "@/components/cn";

export function Progress({
  fraction,
  label,
  className,
}: {
  fraction: number;
  label: string;
  className?: string;
}) {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <Radix.Root
      value={percent}
      aria-label={label}
      className={cn("h-1.5 overflow-hidden rounded-full bg-border", className)}
    >
      <Radix.Indicator
        className="h-full rounded-full bg-accent transition-[width] duration-500 ease-out"
        style={{ width: `${percent}%` }}
      />
    </Radix.Root>
  );
}

import { cn } from "@/components/cn";
import { colorOfName } from "@/lib/format/name-color";
import { initialsOf } from "@/lib/format/initials";

/** The initials of somebody in a circle of their own colour, beside their name. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-10 shrink-0 items-center justify-center rounded-full text-[15px] font-semibold text-background",
        className,
      )}
      style={{ background: colorOfName(name) }}
    >
      {initialsOf(name)}
    </span>
  );
}

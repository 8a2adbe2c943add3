import { cn } from "@/components/cn";
import type { MeetingTag, TagColor } from "@/lib/api/client";

const COLORS: Record<TagColor, string> = {
  gray: "bg-tag-gray",
  red: "bg-tag-red",
  orange: "bg-tag-orange",
  yellow: "bg-tag-yellow",
  green: "bg-tag-green",
  teal: "bg-tag-teal",
  blue: "bg-tag-blue",
  purple: "bg-tag-purple",
};

export function TagDot({ color, className }: { color: TagColor; className?: string }) {
  return <span aria-hidden className={cn("size-2.5 shrink-0 rounded-full", COLORS[color], className)} />;
}

/** A tag by its color and name. */
export function TagChip({ tag }: { tag: Pick<MeetingTag, "name" | "color"> }) {
  return (
    <span className="inline-flex max-w-40 min-w-0 items-center gap-1.5 rounded-full border border-border bg-surface px-2 text-xs leading-5 text-foreground">
      <TagDot color={tag.color} className="size-2" />
      <bdi className="truncate">{tag.name}</bdi>
    </span>
  );
}

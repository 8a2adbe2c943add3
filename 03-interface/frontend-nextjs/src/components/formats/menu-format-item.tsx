import type { ReactNode } from "react";
import { MenuItem } from "@/components/ui/menu";

/** A format to save something in, with its file extension at the end. */
export function MenuFormatItem({
  format,
  children,
  onSelect,
}: {
  format: string;
  children: ReactNode;
  onSelect: () => void;
}) {
  return (
    <MenuItem onSelect={onSelect}>
      <span className="min-w-0 flex-1">{children}</span>
      <span className="font-mono text-xs text-muted-foreground">.{format}</span>
    </MenuItem>
  );
}

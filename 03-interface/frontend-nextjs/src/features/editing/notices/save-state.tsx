"use client";

import { Cloud, CloudAlert, CloudUpload, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";

const ICONS = {
  saved: Cloud,
  saving: CloudUpload,
  failed: CloudAlert,
  conflict: CloudAlert,
  refused: CloudAlert,
} as const;

export function SaveState({ session, state }: { session: EditingSession; state: EditingState }) {
  const t = useTranslations("editing");
  const Icon = ICONS[state.status];
  const hasFailed = state.status === "failed";
  const isTroubled = state.status !== "saved" && state.status !== "saving";
  return (
    <div className={cn("flex shrink-0 items-center gap-1.5", hasFailed && "max-sm:contents")}>
      <div className="flex shrink-0 items-center">
        <Tooltip label={t("undo")} shortcut="Ctrl Z">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("undo")}
            disabled={!state.canUndo}
            onClick={() => session.undo()}
          >
            <Undo2 />
          </Button>
        </Tooltip>
        <Tooltip label={t("redo")} shortcut="Ctrl ⇧ Z">
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("redo")}
            disabled={!state.canRedo}
            onClick={() => session.redo()}
          >
            <Redo2 />
          </Button>
        </Tooltip>
      </div>
      <div className={cn("flex items-center gap-1", hasFailed && "max-sm:order-last max-sm:basis-full")}>
        <p
          role="status"
          data-testid="save-state"
          data-state={state.status}
          className={cn(
            "flex items-center gap-1.5 text-[13px] text-muted-foreground",
            isTroubled && "text-danger",
          )}
        >
          <Icon aria-hidden className={cn("size-4 shrink-0", state.status === "saving" && "animate-pulse")} />
          {/* On a phone, what is in conflict or refused is said below, and a failure has a line of its own here. */}
          <span className={cn(!hasFailed && (isTroubled ? "max-md:sr-only" : "max-xl:sr-only"))}>
            {t(`states.${state.status}`)}
          </span>
        </p>
        {hasFailed ? (
          <Button variant="ghost" size="sm" className="text-danger" onClick={() => session.retry()}>
            {t("retry")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

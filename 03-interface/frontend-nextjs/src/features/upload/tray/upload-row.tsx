"use client";

import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock3,
  CloudOff,
  LoaderCircle,
  Pause,
  Play,
  RotateCw,
  X,
} from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { Upload, UploadQueue } from "@/features/upload/transfer/upload-queue";
import { formatSize } from "@/lib/format/size";
import { formatLength } from "@/lib/format/time";
import { useProblemText } from "@/lib/use-problem-text";

export function UploadRow({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useTranslations("upload");
  const { id, state, file } = upload;
  const name = upload.meeting?.title ?? (upload.options.title || file.name);
  const hasBegun = state === "sending" || state === "storing" || state === "paused";
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1.5 px-4 py-3">
      <div className="flex items-center gap-2">
        <StateIcon upload={upload} />
        {upload.meeting ? (
          <Link
            href={`/meetings/${upload.meeting.id}`}
            className="min-w-0 truncate text-sm font-medium underline-offset-4 hover:underline"
          >
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi className="min-w-0 truncate text-sm font-medium">{name}</bdi>
        )}
        <span className="ml-auto flex shrink-0">
          {state === "sending" ? (
            <Action label={t("pause", { name })} onClick={() => queue.pause(id)}>
              <Pause />
            </Action>
          ) : null}
          {state === "paused" ? (
            <Action label={t("resume", { name })} onClick={() => queue.resume(id)}>
              <Play />
            </Action>
          ) : null}
          {state === "failed" ? (
            <Action label={t("retry", { name })} onClick={() => queue.resume(id)}>
              <RotateCw />
            </Action>
          ) : null}
          {state !== "done" ? (
            <Action label={t("cancel", { name })} onClick={() => queue.cancel(id)}>
              <X />
            </Action>
          ) : null}
        </span>
      </div>
      {hasBegun ? (
        <Progress fraction={file.size === 0 ? 0 : upload.sent / file.size} label={t("progress", { name })} />
      ) : null}
      <Note upload={upload} />
    </li>
  );
}

function Action({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="ghost" size="icon-sm" className="size-7" aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}

function StateIcon({ upload: { state, trouble } }: { upload: Upload }) {
  if (state === "done") return <CircleCheck className="size-4 shrink-0 text-success" />;
  if (state === "failed") return <CircleAlert className="size-4 shrink-0 text-danger" />;
  if (state === "paused") return <CirclePause className="size-4 shrink-0 text-muted-foreground" />;
  if (state === "waiting") return <Clock3 className="size-4 shrink-0 text-muted-foreground" />;
  if (trouble) return <CloudOff className="size-4 shrink-0 text-warning" />;
  return <LoaderCircle className="size-4 shrink-0 animate-spin text-muted-foreground" />;
}

function Note({ upload }: { upload: Upload }) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const problemText = useProblemText();
  const { state, sent, speed, file, trouble } = upload;
  if (state === "failed") {
    return (
      <p role="alert" className="text-[13px] text-danger">
        {problemText(upload.error)}
      </p>
    );
  }
  if (trouble) {
    return (
      <p role="status" className="text-[13px] text-warning">
        {t(trouble.code === "offline" ? "trouble.offline" : "trouble.server")}
      </p>
    );
  }
  const size = t("sent", { sent: formatSize(sent, locale), total: formatSize(file.size, locale) });
  const parts =
    state === "sending"
      ? [
          size,
          ...(speed === null ? [] : [t("speed", { speed: formatSize(speed, locale) })]),
          ...(upload.secondsLeft === null || upload.secondsLeft < 1
            ? []
            : [t("left", { time: formatLength(upload.secondsLeft, locale) })]),
        ]
      : state === "paused"
        ? [t("states.paused"), size]
        : [t(`states.${state}`)];
  return <p className="text-[13px] text-muted-foreground tabular-nums">{parts.join(" · ")}</p>;
}

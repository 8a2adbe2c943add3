"use client";

import { CircleAlert, CircleCheck, LoaderCircle, RotateCw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import type { Upload, UploadQueue } from "@/features/upload/upload-queue";
import { formatSize } from "@/lib/size";
import { formatLength } from "@/lib/time";
import { useProblemText } from "@/lib/use-problem-text";

export function UploadTray({ uploads, queue }: { uploads: readonly Upload[]; queue: UploadQueue }) {
  const t = useTranslations("upload");
  const pathname = usePathname();
  if (uploads.length === 0) return null;
  const isOverPlayer = pathname.startsWith("/meetings/");
  const done = uploads.filter(({ state }) => state === "done").length;
  return (
    <section
      aria-label={t("tray")}
      className={cn(
        "fixed right-3 bottom-3 z-40 w-[min(23rem,calc(100vw-1.5rem))] overflow-hidden rounded-2xl border border-border bg-surface-raised shadow-float max-sm:left-3 max-sm:w-auto",
        isOverPlayer && "bottom-36 sm:bottom-20",
      )}
    >
      <header className="flex items-center justify-between border-b border-border py-1.5 pr-2 pl-4">
        <h2 className="text-sm font-medium">
          <span role="status">{t("trayTitle", { done, count: uploads.length })}</span>
        </h2>
        {queue.isBusy ? (
          <span className="size-8" />
        ) : (
          <Button variant="ghost" size="icon-sm" aria-label={t("clear")} onClick={() => queue.clear()}>
            <X />
          </Button>
        )}
      </header>
      <ul className="max-h-72 divide-y divide-border overflow-y-auto">
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const t = useTranslations("upload");
  const name = upload.meeting?.title ?? (upload.options.title || upload.file.name);
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <div className="flex items-center gap-2">
        <StateIcon state={upload.state} />
        {upload.meeting ? (
          <Link
            href={`/meetings/${upload.meeting.id}`}
            className="min-w-0 truncate text-sm font-medium underline-offset-4 hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="min-w-0 truncate text-sm font-medium">{name}</span>
        )}
        <span className="ml-auto flex shrink-0">
          {upload.state === "failed" ? (
            <Button
              variant="ghost"
              size="icon-sm"
              className="size-7"
              aria-label={t("retry", { name })}
              onClick={() => queue.retry(upload.id)}
            >
              <RotateCw />
            </Button>
          ) : null}
          {upload.state !== "done" ? (
            <Button
              variant="ghost"
              size="icon-sm"
              className="size-7"
              aria-label={t("cancel", { name })}
              onClick={() => queue.remove(upload.id)}
            >
              <X />
            </Button>
          ) : null}
        </span>
      </div>
      {upload.state === "sending" || upload.state === "storing" ? (
        <Progress fraction={upload.sent / upload.file.size} label={t("progress", { name })} />
      ) : null}
      <UploadNote upload={upload} />
    </li>
  );
}

function StateIcon({ state }: Pick<Upload, "state">) {
  if (state === "done") return <CircleCheck className="size-4 shrink-0 text-success" />;
  if (state === "failed") return <CircleAlert className="size-4 shrink-0 text-danger" />;
  return <LoaderCircle className="size-4 shrink-0 animate-spin text-muted-foreground" />;
}

function UploadNote({ upload }: { upload: Upload }) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const problemText = useProblemText();
  const { state, sent, speed, file } = upload;
  if (state === "failed") return <p className="text-[13px] text-danger">{problemText(upload.error)}</p>;
  if (state !== "sending") return <p className="text-[13px] text-muted-foreground">{t(`states.${state}`)}</p>;
  const parts = [t("sent", { sent: formatSize(sent, locale), total: formatSize(file.size, locale) })];
  if (speed !== null) parts.push(t("speed", { speed: formatSize(speed, locale) }));
  if (upload.secondsLeft !== null) parts.push(t("left", { time: formatLength(upload.secondsLeft, locale) }));
  return <p className="text-[13px] text-muted-foreground tabular-nums">{parts.join(" · ")}</p>;
}

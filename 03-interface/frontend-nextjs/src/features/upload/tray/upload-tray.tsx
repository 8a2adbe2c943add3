"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Upload, UploadQueue } from "@/features/upload/transfer/upload-queue";
import { UploadRow } from "@/features/upload/tray/upload-row";

type UploadTrayProps = {
  uploads: readonly Upload[];
  queue: UploadQueue;
  /** Rows of uploads and recordings that wait for the user. */
  unfinished: readonly ReactNode[];
};

export function UploadTray({ uploads, queue, unfinished }: UploadTrayProps) {
  const t = useTranslations("upload");
  if (uploads.length + unfinished.length === 0) return null;
  const done = uploads.filter(({ state }) => state === "done").length;
  const title =
    uploads.length > 0
      ? t("trayTitle", { done, count: uploads.length })
      : t("unfinishedTitle", { count: unfinished.length });
  return (
    <section
      aria-label={t("tray")}
      className="overflow-hidden rounded-2xl border border-border bg-surface-raised shadow-float"
    >
      <header className="flex min-h-11 items-center justify-between border-b border-border py-1.5 pr-2 pl-4">
        <h2 className="text-sm font-medium">
          <span role="status">{title}</span>
        </h2>
        {uploads.length > 0 && !queue.isBusy ? (
          <Button variant="ghost" size="icon-sm" aria-label={t("clear")} onClick={() => queue.clear()}>
            <X />
          </Button>
        ) : null}
      </header>
      <ul className="max-h-72 divide-y divide-border overflow-y-auto">
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
        {unfinished}
      </ul>
    </section>
  );
}

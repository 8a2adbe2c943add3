"use client";

import { AudioLines, Unplug, X } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { KeptRecording } from "@/features/recording/recording-store";
import type { Incoming } from "@/features/upload/use-incoming";
import type { UploadSummary } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";

export type Waiting = Pick<
  Incoming,
  "interrupted" | "recovered" | "wrongFor" | "discardUpload" | "takeRecovered" | "discardRecovered"
>;

type UnfinishedRowsProps = {
  incoming: Waiting;
  /** Ask for the file of an interrupted upload. */
  onChoose: (upload: UploadSummary) => void;
};

/** Uploads and recordings that wait for the user. */
export function UnfinishedRows({ incoming, onChoose }: UnfinishedRowsProps) {
  return (
    <>
      {incoming.interrupted.map((upload) => (
        <InterruptedRow
          key={upload.id}
          upload={upload}
          isWrong={incoming.wrongFor === upload.id}
          onChoose={() => onChoose(upload)}
          onDiscard={() => incoming.discardUpload(upload)}
        />
      ))}
      {incoming.recovered.map((recording) => (
        <RecoveredRow
          key={recording.id}
          recording={recording}
          onUpload={() => void incoming.takeRecovered(recording)}
          onDiscard={() => incoming.discardRecovered(recording)}
        />
      ))}
    </>
  );
}

type InterruptedRowProps = {
  upload: UploadSummary;
  /** The file that was chosen for it was a different one. */
  isWrong: boolean;
  onChoose: () => void;
  onDiscard: () => void;
};

function InterruptedRow({ upload, isWrong, onChoose, onDiscard }: InterruptedRowProps) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(
    upload.received_bytes / upload.size_bytes,
  );
  return (
    <Row
      icon={<Unplug className="size-4 shrink-0 text-warning" />}
      name={upload.title}
      discard={t("discardUpload", { name: upload.title })}
      onDiscard={onDiscard}
      note={
        isWrong ? (
          <span role="alert" className="text-danger">
            {t("wrongFile", { file: upload.filename })}
          </span>
        ) : (
          t("interrupted", { percent, file: upload.filename })
        )
      }
    >
      <Button size="sm" onClick={onChoose}>
        {t("chooseAgain")}
      </Button>
    </Row>
  );
}

type RecoveredRowProps = { recording: KeptRecording; onUpload: () => void; onDiscard: () => void };

function RecoveredRow({ recording, onUpload, onDiscard }: RecoveredRowProps) {
  const t = useTranslations("recording");
  const locale = useLocale();
  const format = useFormatter();
  const date = format.dateTime(recording.startedAt, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Row
      icon={<AudioLines className="size-4 shrink-0 text-accent" />}
      name={t("recovered", { date })}
      discard={t("discard", { date })}
      onDiscard={onDiscard}
      note={t("recoveredText", { time: formatLength(recording.seconds, locale) })}
    >
      <Button size="sm" onClick={onUpload}>
        {t("upload")}
      </Button>
    </Row>
  );
}

type RowProps = {
  icon: ReactNode;
  name: string;
  note: ReactNode;
  discard: string;
  onDiscard: () => void;
  children: ReactNode;
};

function Row({ icon, name, note, discard, onDiscard, children }: RowProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3">
      <div className="flex items-center gap-2">
        {icon}
        <bdi className="min-w-0 truncate text-sm font-medium">{name}</bdi>
        <Button
          variant="ghost"
          size="icon-sm"
          className="ml-auto size-7"
          aria-label={discard}
          onClick={onDiscard}
        >
          <X />
        </Button>
      </div>
      <p className="text-[13px] text-pretty text-muted-foreground">{note}</p>
      <div>{children}</div>
    </li>
  );
}

"use client";

import { Download, Plus, RotateCw, Trash2, X } from "lucide-react";
import { useFormatter, useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { MenuFormatItem } from "@/components/formats/menu-format-item";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { Menu, MenuContent, MenuGroup, MenuTrigger } from "@/components/ui/menu";
import { Progress } from "@/components/ui/progress";
import { rightsOf } from "@/entities/meeting/rights";
import { DeletedItems } from "@/features/minutes/items/deleted-items";
import {
  isWriting,
  useDeleteMinutes,
  useLanguage,
  useLiveMinutes,
  useMinutes,
  useMinutesAction,
  useMinutesList,
} from "@/features/minutes/minutes";
import { MinutesSections } from "@/features/minutes/minutes-sections";
import { NewMinutes } from "@/features/minutes/new-minutes";
import { DEFAULT_TIME_ZONE } from "@/i18n/time-zone";
import type { Meeting, MinutesState } from "@/lib/api/client";
import { DOCUMENT_FORMATS, exportAddress } from "@/lib/api/export-address";
import { formatLength } from "@/lib/format/time";
import { useExport } from "@/lib/api/use-export";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { useProblemText } from "@/lib/use-problem-text";

type MinutesPanelProps = { meeting: Meeting; revision: number; onPlay: (seconds: number) => void };

/** The minutes of a meeting, beside its transcript. */
export function MinutesPanel({ meeting, revision, onPlay }: MinutesPanelProps) {
  const t = useTranslations("minutes");
  const { canEdit } = rightsOf(meeting);
  const language = useLanguage();
  const list = useMinutesList(meeting.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asksNew, setAsksNew] = useState(false);
  const { hidden, remove } = useDelayedDeletion();
  const deleteMinutes = useDeleteMinutes(meeting.id);
  const kept = list.data?.filter(({ id }) => !hidden.has(id));
  const shown = kept?.find(({ id }) => id === chosen) ?? kept?.[0];
  useLiveMinutes(meeting.id, shown);
  const state = language.data?.state;
  return (
    <section aria-label={t("title")}>
      <div className="mb-3 flex items-center justify-end gap-2 empty:hidden">
        {shown && canEdit && state !== "off" && !asksNew ? (
          <Button size="sm" variant="ghost" onClick={() => setAsksNew(true)}>
            <Plus />
            {t("another")}
          </Button>
        ) : null}
      </div>
      {state === "unreachable" ? (
        <p role="status" className="mb-3 text-sm text-muted-foreground">
          {t("unreachable")}
        </p>
      ) : null}
      {!shown && state === "off" ? <p className="text-sm text-muted-foreground">{t("off")}</p> : null}
      {!shown && kept && state !== undefined && state !== "off" && !canEdit ? (
        <p className="text-sm text-muted-foreground">{t("none")}</p>
      ) : null}
      {canEdit && state !== undefined && state !== "off" && kept && (!shown || asksNew) ? (
        <NewMinutes
          meeting={meeting}
          onDone={(id) => {
            setAsksNew(false);
            if (id) setChosen(id);
          }}
          isFirst={!shown}
        />
      ) : null}
      {kept && kept.length > 1 ? (
        <div className="mb-3">
          <Select
            aria-label={t("choose")}
            value={shown?.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {kept.map((one) => (
              <option key={one.id} value={one.id}>
                <ChoiceText minutes={one} />
              </option>
            ))}
          </Select>
        </div>
      ) : null}
      {shown ? (
        <Shown
          key={shown.id}
          {...{ meeting, revision, canEdit, onPlay }}
          state={shown}
          onDelete={() => remove(shown.id, t("deleted"), () => deleteMinutes(shown.id))}
        />
      ) : null}
    </section>
  );
}

function ChoiceText({ minutes }: { minutes: MinutesState }) {
  const format = useFormatter();
  const made = format.dateTime(new Date(minutes.created_at), { dateStyle: "medium", timeStyle: "short" });
  return `${minutes.template.name} · ${made}`;
}

type ShownProps = MinutesPanelProps & { state: MinutesState; canEdit: boolean; onDelete: () => void };

function Shown({ meeting, revision, state, canEdit, onPlay, onDelete }: ShownProps) {
  const t = useTranslations("minutes");
  const formats = useTranslations("export.formats");
  const problemText = useProblemText();
  const minutes = useMinutes(meeting.id, state.id, revision);
  const action = useMinutesAction(meeting.id, state.id);
  const items = minutes.data?.items ?? [];
  const stale = items.filter((item) => item.stale && item.written_by === null).length;
  const save = useExport();
  const timeZone = useTimeZone() ?? DEFAULT_TIME_ZONE;
  const place = `/api/v1/meetings/${meeting.id}/minutes/${state.id}`;
  return (
    <>
      {isWriting(state) ? (
        <WritingProgress state={state} onCancel={canEdit ? () => action.mutate("cancel") : null} />
      ) : null}
      {state.status === "failed" || state.status === "cancelled" ? (
        <div role="alert" className="mb-3 grid gap-2 text-sm">
          <p>{state.failure ? t(`failures.${state.failure}`) : t("cancelled")}</p>
          {canEdit ? (
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => action.mutate("retry")}>
                <RotateCw />
                {t("retry")}
              </Button>
              <DeleteButton onDelete={onDelete} />
            </div>
          ) : null}
        </div>
      ) : null}
      {action.isError ? (
        <p role="alert" className="mb-3 text-sm text-danger">
          {problemText(action.error)}
        </p>
      ) : null}
      {stale > 0 && canEdit && !isWriting(state) ? (
        <Button size="sm" className="mb-3" onClick={() => action.mutate("rewrite")}>
          <RotateCw />
          {t("rewrite", { count: stale })}
        </Button>
      ) : null}
      {minutes.data && items.length > 0 ? (
        <MinutesSections
          meetingId={meeting.id}
          minutes={minutes.data}
          canEdit={canEdit && !isWriting(state)}
          onPlay={onPlay}
        />
      ) : null}
      {canEdit && state.status === "completed" ? (
        <DeletedItems meetingId={meeting.id} minutesId={state.id} />
      ) : null}
      {state.status === "completed" && minutes.data && items.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t("empty")}</p>
      ) : null}
      {items.length > 0 ? (
        <div className="mt-4 grid gap-2">
          {state.model ? (
            <p className="text-xs text-muted-foreground">{t("model", { model: state.model })}</p>
          ) : null}
          <div className="flex flex-wrap gap-1">
            <Menu modal={false}>
              <MenuTrigger asChild>
                <Button size="sm">
                  <Download />
                  {t("export")}
                </Button>
              </MenuTrigger>
              <MenuContent align="start" className="w-64">
                {([false, true] as const).map((transcript) => (
                  <MenuGroup key={`${transcript}`} label={t(transcript ? "withTranscript" : "alone")}>
                    {DOCUMENT_FORMATS.map((format) => (
                      <MenuFormatItem
                        key={format}
                        format={format}
                        onSelect={() =>
                          save(exportAddress(place, format, timeZone, { transcript: `${transcript}` }))
                        }
                      >
                        {formats(format)}
                      </MenuFormatItem>
                    ))}
                  </MenuGroup>
                ))}
              </MenuContent>
            </Menu>
            {canEdit && !isWriting(state) ? <DeleteButton onDelete={onDelete} /> : null}
          </div>
        </div>
      ) : null}
    </>
  );
}

function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const t = useTranslations("minutes");
  return (
    <Button size="sm" variant="ghost" className="text-danger" onClick={onDelete}>
      <Trash2 />
      {t("delete")}
    </Button>
  );
}

function WritingProgress({ state, onCancel }: { state: MinutesState; onCancel: (() => void) | null }) {
  const t = useTranslations("minutes");
  const locale = useLocale();
  const stage = state.stage ? t(`stages.${state.stage}`) : t("stages.queued");
  return (
    <div className="mb-3 grid gap-2">
      <p role="status" className="text-sm">
        {stage}
        {state.eta_seconds === null ? null : (
          <span className="text-muted-foreground">
            {" · "}
            {t("left", { time: formatLength(state.eta_seconds, locale) })}
          </span>
        )}
      </p>
      <div className="flex items-center gap-3">
        <Progress fraction={state.fraction} label={t("progress")} className="flex-1" />
        {onCancel ? (
          <Button size="sm" variant="ghost" onClick={onCancel}>
            <X />
            {t("cancel")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

"use client";

import { Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { cleanNote, type RecordedNote } from "@/features/recording/notes";
import type { Recorder, RecorderState } from "@/features/recording/recorder";
import { formatClock } from "@/lib/format/time";
import { MAX_NOTE_LENGTH } from "@/lib/limits";

type RecordingNotesProps = { recorder: Recorder; state: RecorderState };

/** Notes on what is being recorded, each at the second at which its typing began; Enter keeps one. */
export function RecordingNotes({ recorder, state }: RecordingNotesProps) {
  const t = useTranslations("recording");
  const { notes, draft, isFull } = state;
  return (
    <div className="grid gap-2">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          recorder.keepDraft();
        }}
      >
        <Field label={t("note")} hint={t("noteHint")} error={isFull ? t("notesFull") : undefined}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={draft?.text ?? ""}
              maxLength={MAX_NOTE_LENGTH}
              autoComplete="off"
              disabled={state.phase === "ending"}
              onChange={(event) => recorder.draftNote(event.target.value)}
            />
          )}
        </Field>
      </form>
      {notes.length > 0 ? (
        <ul
          aria-label={t("notes")}
          tabIndex={0}
          className="-mx-1 grid max-h-40 grid-cols-[minmax(0,1fr)] overflow-y-auto px-1"
        >
          {notes.map((note, place) => (
            <NoteRow
              // Two may have been typed at once.
              key={`${note.second}-${place}`}
              note={note}
              onChange={(text) => recorder.changeNote(place, text)}
              onRemove={() => recorder.removeNote(place)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type NoteRowProps = { note: RecordedNote; onChange: (text: string) => boolean; onRemove: () => void };

function NoteRow({ note, onChange, onRemove }: NoteRowProps) {
  const t = useTranslations("recording");
  const [text, setText] = useState<string | null>(null);
  const textId = useId();
  const time = formatClock(note.second);
  const save = () => {
    if (text === null || !cleanNote(text) || onChange(text)) setText(null);
  };
  return (
    <li className="flex min-h-9 items-center gap-2 text-sm">
      <span className="font-mono text-xs text-muted-foreground tabular-nums">{time}</span>
      {text === null ? (
        <span id={textId} dir="auto" className="min-w-0 flex-1 truncate">
          {note.text}
        </span>
      ) : (
        <Input
          className="h-8 min-w-0 flex-1"
          aria-label={t("changeNote", { time })}
          dir="auto"
          autoFocus
          value={text}
          maxLength={MAX_NOTE_LENGTH}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
            if (event.key === "Escape") setText(null);
          }}
        />
      )}
      {text === null ? (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("changeNote", { time })}
          aria-describedby={textId}
          onClick={() => setText(note.text)}
        >
          <Pencil />
        </Button>
      ) : null}
      <Button variant="ghost" size="icon-sm" aria-label={t("removeNote", { time })} onClick={onRemove}>
        <X />
      </Button>
    </li>
  );
}

"use client";

import { Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
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
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** Remove a note; the focus goes to the note that takes its place, or to where the next one is typed. */
  const remove = (place: number) => {
    flushSync(() => recorder.removeNote(place));
    const rows = list.current?.children;
    const next = rows?.[Math.min(place, rows.length - 1)]?.querySelector<HTMLElement>("button:last-of-type");
    (next ?? field.current)?.focus();
  };
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
              ref={field}
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
          ref={list}
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
              onRemove={() => remove(place)}
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
  const pencil = useRef<HTMLButtonElement>(null);
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
          autoFocus
          value={text}
          maxLength={MAX_NOTE_LENGTH}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
            // Else the key would press the button that has the focus from here on.
            event.preventDefault();
            flushSync(() => (event.key === "Enter" ? save() : setText(null)));
            pencil.current?.focus();
          }}
        />
      )}
      {text === null ? (
        <Button
          variant="ghost"
          size="icon-sm"
          ref={pencil}
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

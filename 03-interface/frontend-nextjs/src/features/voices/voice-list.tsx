"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { RenameForm } from "@/features/meetings/rename-form";
import { deleteVoice, useRenameVoice, VOICES_KEY } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { formatLength } from "@/lib/time";
import { useDelayedDeletion } from "@/lib/use-delayed-deletion";
import { useProblemText } from "@/lib/use-problem-text";

export function VoiceList({ voices }: { voices: readonly Voice[] }) {
  const t = useTranslations("voices");
  const queryClient = useQueryClient();
  const { hidden, remove } = useDelayedDeletion();
  const handleDelete = (voice: Voice) =>
    remove(voice.id, t("deleted", { name: voice.name }), async () => {
      await deleteVoice(voice.id);
      await queryClient.invalidateQueries({ queryKey: VOICES_KEY });
    });
  return (
    <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
      {voices
        .filter(({ id }) => !hidden.has(id))
        .map((voice) => (
          <VoiceRow key={voice.id} voice={voice} onDelete={() => handleDelete(voice)} />
        ))}
    </ul>
  );
}

function VoiceRow({ voice, onDelete }: { voice: Voice; onDelete: () => void }) {
  const t = useTranslations("voices");
  const locale = useLocale();
  const format = useFormatter();
  const problemText = useProblemText();
  const rename = useRenameVoice();
  const [isRenaming, setRenaming] = useState(false);
  const seconds = voice.samples.reduce((sum, { duration }) => sum + duration, 0);
  const facts = [
    t("sampled", { time: formatLength(seconds, locale) }),
    t("since", { date: format.dateTime(new Date(voice.created_at), { dateStyle: "medium" }) }),
  ];
  return (
    <li className="flex items-center gap-3.5 px-4 py-3">
      <span
        aria-hidden
        className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[15px] font-semibold"
      >
        {voice.name.charAt(0).toUpperCase()}
      </span>
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <RenameForm
            title={voice.name}
            onDone={(name) => {
              setRenaming(false);
              if (name === null) return;
              rename.mutate(
                { id: voice.id, name },
                { onError: (error) => void toast.error(problemText(error)) },
              );
            }}
          />
        ) : (
          <h2 className="truncate font-medium">{voice.name}</h2>
        )}
        <p className="truncate text-[13px] text-muted-foreground">{facts.join(" · ")}</p>
      </div>
      {voice.shared ? (
        <span className="shrink-0 rounded-full bg-muted px-2.5 py-1 text-xs font-medium text-muted-foreground">
          {t("shared")}
        </span>
      ) : null}
      {voice.owned ? (
        <Menu modal={false}>
          <MenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { name: voice.name })}>
              <Ellipsis />
            </Button>
          </MenuTrigger>
          <MenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
            <MenuItem onSelect={() => setRenaming(true)}>
              <Pencil />
              {t("rename")}
            </MenuItem>
            <MenuItem className="text-danger [&_svg]:text-danger" onSelect={onDelete}>
              <Trash2 />
              {t("delete")}
            </MenuItem>
          </MenuContent>
        </Menu>
      ) : null}
    </li>
  );
}

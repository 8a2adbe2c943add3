"use client";

import { MessageSquarePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConversationList } from "@/features/asking/conversation/conversation-list";
import { ConversationView } from "@/features/asking/conversation/conversation-view";

/** Questions to one meeting, beside its transcript: what an answer rests on plays there. */
export function AskPanel({ meetingId, onPlay }: { meetingId: string; onPlay: (seconds: number) => void }) {
  const t = useTranslations("asking");
  const { id, key, open, begin } = useChosenConversation();
  return (
    <section aria-label={t("meetingTitle")} className="grid gap-5">
      <ConversationView
        key={key}
        id={id}
        scope={{ meeting_id: meetingId, tags: [], q: "" }}
        label={t("meetingTitle")}
        lead={t("meetingLead")}
        onBegin={begin}
        onPlay={onPlay}
      />
      <details className="border-t border-border pt-3">
        <summary className="cursor-default rounded-md py-1 text-[13px] font-medium text-muted-foreground">
          {t("earlier")}
        </summary>
        <div className="mt-2 grid gap-2">
          <ConversationList meetingId={meetingId} chosen={id} onChoose={open} />
        </div>
      </details>
      {id === null ? null : (
        <Button size="sm" variant="ghost" className="w-fit" onClick={() => open(null)}>
          <MessageSquarePlus />
          {t("new")}
        </Button>
      )}
    </section>
  );
}

/** Return which conversation is open. `key` changes when another is opened, and not when one is begun. */
function useChosenConversation() {
  const [chosen, setChosen] = useState<{ id: string | null; key: number }>({ id: null, key: 0 });
  return {
    ...chosen,
    open: (id: string | null) => setChosen(({ key }) => ({ id, key: key + 1 })),
    begin: (id: string) => setChosen(({ key }) => ({ id, key })),
  };
}

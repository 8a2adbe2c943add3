"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { AnswerView, MessageView } from "@/features/asking/answer/answer-view";
import type { Playing } from "@/features/asking/answer/evidence-chip";
import { useAsking } from "@/features/asking/answer/use-asking";
import { AskForm } from "@/features/asking/ask-form";
import { useAnswersStatus, useConversation } from "@/features/asking/conversation/conversations";
import type { Scope } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";
import { ProblemNotice } from "@/components/problem-notice";

type ConversationViewProps = {
  /** Null before the first question. */
  id: string | null;
  scope: Scope;
  label: string;
  lead: string;
  onBegin: (id: string) => void;
  onPlay: Playing | null;
};

/** A conversation: what was asked and answered, what is being answered, and the field of the next question. */
export function ConversationView({ id, scope, label, lead, onBegin, onPlay }: ConversationViewProps) {
  const t = useTranslations("asking");
  const problemText = useProblemText();
  const status = useAnswersStatus().data;
  const conversation = useConversation(id);
  const { answer, error, isAsking, ask, stop } = useAsking(id, scope, onBegin);
  const messages = conversation.data?.messages ?? [];
  // The last answer stays as it came, with its passages; what is kept of it would be shown twice.
  const kept = answer
    ? messages.filter(
        (message, at) =>
          message.id !== answer.message?.id &&
          !(at === messages.length - 1 && message.question === answer.question),
      )
    : messages;
  const isEmpty = kept.length === 0 && !answer;
  const end = useRef<HTMLDivElement>(null);
  const asked = answer?.question;
  useEffect(() => {
    if (asked !== undefined) end.current?.scrollIntoView({ block: "nearest" });
  }, [asked]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {status?.language === "off" ? <Notice>{t("off")}</Notice> : null}
      {status?.language === "unreachable" ? <Notice>{t("unreachable")}</Notice> : null}
      {status && !status.meaning ? <Notice>{t("wordsOnly")}</Notice> : null}
      {isEmpty && (id === null || conversation.data) ? (
        <p className="text-sm text-pretty text-muted-foreground">{lead}</p>
      ) : null}
      {id !== null && conversation.isPending && !answer ? (
        <Skeleton className="h-24 w-full rounded-xl" />
      ) : null}
      {conversation.isError && !conversation.data && id !== null ? (
        <ProblemNotice error={conversation.error} onRetry={() => void conversation.refetch()} />
      ) : null}
      {kept.length > 0 || answer ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-7">
          {kept.map((message) => (
            <MessageView key={message.id} message={message} onPlay={onPlay} />
          ))}
          {answer ? <AnswerView answer={answer} onPlay={onPlay} /> : null}
        </div>
      ) : null}
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {problemText(error)}
        </p>
      ) : null}
      <AskForm label={label} isAsking={isAsking} isFirst={isEmpty} onAsk={ask} onStop={stop} />
      <div ref={end} />
    </div>
  );
}

function Notice({ children }: { children: string }) {
  return (
    <p role="status" className="rounded-lg bg-muted px-3 py-2 text-[13px] text-pretty text-muted-foreground">
      {children}
    </p>
  );
}

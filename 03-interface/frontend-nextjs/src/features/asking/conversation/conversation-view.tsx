"use client";

import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorText } from "@/components/error-text";
import { Skeleton } from "@/components/ui/skeleton";
import { before, begin } from "@/features/asking/answer/answer";
import { AnswerView, MessageView, RefusedView } from "@/features/asking/answer/answer-view";
import type { Playing } from "@/features/asking/answer/evidence-chip";
import { useAsking } from "@/features/asking/answer/use-asking";
import { AskForm } from "@/features/asking/ask-form";
import { useAnswersStatus, useConversation } from "@/features/asking/conversation/conversations";
import { useFollowing } from "@/features/asking/conversation/use-following";
import { reachOf } from "@/features/asking/scope";
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
  const { answer, error, refused, isAsking, ask: askAfter, stop } = useAsking(id, scope, onBegin);
  const messages = conversation.data?.messages ?? [];
  const earlier = messages.map((message) => message.id);
  const ask = (question: string) => askAfter(question, earlier);
  // The last answer stays as it came, with its passages; what is kept of it would be shown twice.
  const kept = before(answer ?? (refused === null ? null : begin(refused, earlier)), messages);
  const isEmpty = kept.length === 0 && !answer && refused === null;
  const shared = { onPlay, reach: reachOf(scope) };
  const retryOf = (question: string) => (isAsking ? null : () => ask(question));
  const end = useFollowing(answer);
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
      {kept.length > 0 || answer || refused !== null ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-7">
          {kept.map((message, at) => (
            <MessageView
              key={message.id}
              message={message}
              {...shared}
              onRetry={at === kept.length - 1 && !answer ? retryOf(message.question) : null}
            />
          ))}
          {answer ? <AnswerView answer={answer} {...shared} onRetry={retryOf(answer.question)} /> : null}
          {refused === null ? null : (
            <RefusedView question={refused} reason={problemText(error)} onRetry={() => ask(refused)} />
          )}
        </div>
      ) : null}
      <ErrorText error={refused === null ? error : null} />
      <div
        // On a phone it stands above a folded tray of uploads, too.
        className="sticky bottom-0 z-10 -mb-3 bg-background pt-1 pb-3 max-sm:bottom-(--player,0px) max-sm:in-[body:has([data-tray=folded]):has([data-player])]:bottom-48 max-sm:in-[body:has([data-tray=folded]):not(:has([data-player]))]:bottom-15 sm:max-lg:static"
      >
        <AskForm
          label={label}
          isAsking={isAsking}
          isFirst={isEmpty || status?.language === "off"}
          onAsk={ask}
          onStop={stop}
        />
      </div>
      <div ref={end} aria-hidden className="-mt-5 h-px" />
    </div>
  );
}

function Notice({ children }: { children: string }) {
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded-lg border border-border px-3 py-2 text-[13px] text-pretty text-muted-foreground"
    >
      <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {children}
    </p>
  );
}

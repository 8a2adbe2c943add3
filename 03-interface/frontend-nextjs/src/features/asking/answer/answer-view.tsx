"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { isComing, type Answer } from "@/features/asking/answer/answer";
import { ClaimView } from "@/features/asking/answer/claim-view";
import type { Playing } from "@/features/asking/answer/evidence-chip";
import { StretchList } from "@/features/asking/answer/stretch-list";
import type { ConversationMessage } from "@/lib/api/client";

/** A question and its kept answer. */
export function MessageView({ message, onPlay }: { message: ConversationMessage; onPlay: Playing | null }) {
  const t = useTranslations("asking");
  return (
    <Turn question={message.question}>
      <Claims claims={message.claims} onPlay={onPlay} />
      {message.outcome === null ? <p className="text-sm text-muted-foreground">{t("elsewhere")}</p> : null}
      <OutcomeText message={message} />
      {isLeftToReader(message.outcome) ? <StretchList stretches={message.passages} onPlay={onPlay} /> : null}
    </Turn>
  );
}

/** Return whether there is no answer but passages, which the reader may search. */
function isLeftToReader(outcome: ConversationMessage["outcome"] | undefined): boolean {
  return outcome === "no_model" || outcome === "not_said" || outcome === "failed";
}

/** A question and the answer that is coming: its stage, its sentences as they come, and how it ended. */
export function AnswerView({ answer, onPlay }: { answer: Answer; onPlay: Playing | null }) {
  const t = useTranslations("asking");
  const isUnanswered = isLeftToReader(answer.message?.outcome) || answer.failure !== null;
  const showsPassages = isUnanswered && answer.claims.length === 0;
  return (
    <Turn question={answer.question}>
      <Claims claims={answer.claims} onPlay={onPlay} />
      {isComing(answer) ? (
        <p role="status" className="flex items-center gap-2 text-sm text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 animate-spin motion-reduce:animate-none" />
          {answer.waitingFor ? t(`waitingFor.${answer.waitingFor}`) : t(`stages.${answer.stage}`)}
        </p>
      ) : null}
      {answer.message ? <OutcomeText message={answer.message} /> : null}
      {answer.failure ? (
        <p role="alert" className="text-sm">
          {t(`failures.${answer.failure}`)}
        </p>
      ) : null}
      {showsPassages ? <StretchList stretches={answer.passages} onPlay={onPlay} /> : null}
    </Turn>
  );
}

function Turn({ question, children }: { question: string; children: React.ReactNode }) {
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h3
        dir="auto"
        className="w-fit max-w-full rounded-xl bg-muted px-3 py-2 text-sm font-medium break-words"
      >
        {question}
      </h3>
      {children}
    </article>
  );
}

function Claims({ claims, onPlay }: { claims: Answer["claims"]; onPlay: Playing | null }) {
  const t = useTranslations("asking");
  if (claims.length === 0) return null;
  return (
    <ul aria-label={t("answer")} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {claims.map((claim) => (
        <ClaimView key={claim.position} claim={claim} onPlay={onPlay} />
      ))}
    </ul>
  );
}

function OutcomeText({ message }: { message: ConversationMessage }) {
  const t = useTranslations("asking");
  const { outcome, failure, model } = message;
  if (outcome === null) return null;
  if (outcome === "answered") {
    return model ? <p className="text-xs text-muted-foreground">{t("model", { model })}</p> : null;
  }
  return (
    <p role="status" data-outcome={outcome} className="text-sm text-muted-foreground">
      {outcome === "failed" ? t(`failures.${failure ?? "internal"}`) : t(`outcomes.${outcome}`)}
    </p>
  );
}

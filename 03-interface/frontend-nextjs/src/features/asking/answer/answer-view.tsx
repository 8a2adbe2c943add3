"use client";

import { LoaderCircle, RotateCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { isComing, type Answer } from "@/features/asking/answer/answer";
import { ClaimView } from "@/features/asking/answer/claim-view";
import type { Playing } from "@/features/asking/answer/evidence-chip";
import { StretchList } from "@/features/asking/answer/stretch-list";
import type { Reach } from "@/features/asking/scope";
import type { ConversationMessage } from "@/lib/api/client";

type TurnProps = {
  onPlay: Playing | null;
  reach: Reach;
  /** Ask the question again; null while that cannot be done. */
  onRetry: (() => void) | null;
};

/** A question and its kept answer. */
export function MessageView({ message, ...props }: TurnProps & { message: ConversationMessage }) {
  const { onPlay } = props;
  const t = useTranslations("asking");
  return (
    <Turn question={message.question}>
      <Claims claims={message.claims} onPlay={onPlay} />
      {message.outcome === null ? <p className="text-sm text-muted-foreground">{t("elsewhere")}</p> : null}
      <OutcomeText message={message} {...props} />
      {isLeftToReader(message.outcome) ? <StretchList stretches={message.passages} onPlay={onPlay} /> : null}
    </Turn>
  );
}

/** Return whether there is no answer but passages, which the reader may search. */
function isLeftToReader(outcome: ConversationMessage["outcome"] | undefined): boolean {
  return outcome === "no_model" || outcome === "not_said" || outcome === "failed";
}

/** A question and the answer that is coming: its stage, its sentences as they come, and how it ended. */
export function AnswerView({ answer, ...props }: TurnProps & { answer: Answer }) {
  const { onPlay, reach, onRetry } = props;
  const t = useTranslations("asking");
  const isUnanswered = isLeftToReader(answer.message?.outcome) || answer.failure !== null;
  const showsPassages = isUnanswered && answer.claims.length === 0;
  return (
    <Turn question={answer.question}>
      <Claims claims={answer.claims} onPlay={onPlay} />
      {isComing(answer) ? (
        <p role="status" className="flex items-center gap-2 text-sm text-muted-foreground">
          <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin motion-reduce:animate-none" />
          {answer.waitingFor
            ? t(`waitingFor.${answer.waitingFor}`)
            : t(`stages.${answer.stage}`, { scope: reach })}
        </p>
      ) : null}
      {answer.message ? <OutcomeText isLive message={answer.message} {...props} /> : null}
      {answer.failure ? (
        <Failure isLive question={answer.question} onRetry={onRetry}>
          {t(`failures.${answer.failure}`)}
        </Failure>
      ) : null}
      {showsPassages ? <StretchList stretches={answer.passages} onPlay={onPlay} /> : null}
    </Turn>
  );
}

/** A question that was not taken, and why. */
export function RefusedView({
  question,
  reason,
  onRetry,
}: {
  question: string;
  reason: string;
  onRetry: () => void;
}) {
  return (
    <Turn question={question}>
      <Failure isLive question={question} onRetry={onRetry}>
        {reason}
      </Failure>
    </Turn>
  );
}

type Live = {
  /** Whether it has just happened, and is not only found in an earlier conversation. */
  isLive?: boolean;
};

type FailureProps = Live & { question: string; onRetry: (() => void) | null; children: string };

function Failure({ isLive, question, onRetry, children }: FailureProps) {
  const t = useTranslations("asking");
  const common = useTranslations("common");
  return (
    <div className="grid gap-2">
      <p role={isLive ? "alert" : undefined} className="flex items-start gap-2 text-sm text-danger">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {children}
      </p>
      {onRetry ? (
        <Button size="sm" className="w-fit" aria-label={t("retryOf", { question })} onClick={onRetry}>
          <RotateCw />
          {common("tryAgain")}
        </Button>
      ) : null}
    </div>
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

type OutcomeTextProps = Live & Omit<TurnProps, "onPlay"> & { message: ConversationMessage };

function OutcomeText({ isLive, message, reach, onRetry }: OutcomeTextProps) {
  const t = useTranslations("asking");
  const { outcome, failure, model } = message;
  if (outcome === null) return null;
  if (outcome === "answered") {
    return model ? <p className="text-xs text-muted-foreground">{t("model", { model })}</p> : null;
  }
  if (outcome === "failed") {
    return (
      <Failure isLive={isLive} question={message.question} onRetry={onRetry}>
        {t(`failures.${failure ?? "internal"}`)}
      </Failure>
    );
  }
  return (
    <p role="status" data-outcome={outcome} className="text-sm text-muted-foreground">
      {t(`outcomes.${outcome}`, { scope: reach })}
    </p>
  );
}

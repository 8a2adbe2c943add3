import type { AnswerEvent } from "@/features/asking/answer/events";
import type { Claim, ConversationMessage, FoundStretch } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type AnswerFailure = components["schemas"]["AnswerFailure"];

/** An answer that is coming. */
export type Answer = {
  question: string;
  /** Ids of the messages that were there before it was asked; another list each time, also for the same question. */
  earlier: readonly string[];
  stage: components["schemas"]["AnswerStage"];
  waitingFor: components["schemas"]["WaitingFor"] | null;
  passages: readonly FoundStretch[];
  claims: readonly Claim[];
  /** The answer as it is kept; null while it is coming and after an error. */
  message: ConversationMessage | null;
  failure: AnswerFailure | null;
};

export function begin(question: string, earlier: readonly string[]): Answer {
  return {
    question,
    earlier: [...earlier],
    stage: "searching",
    waitingFor: null,
    passages: [],
    claims: [],
    message: null,
    failure: null,
  };
}

/** Return the answer after an event. A claim that comes again replaces the earlier one. */
export function after(answer: Answer, event: AnswerEvent): Answer {
  switch (event.event) {
    case "stage":
      return { ...answer, stage: event.stage, waitingFor: event.waiting_for ?? null };
    case "passages":
      return { ...answer, passages: event.items };
    case "claim": {
      const others = answer.claims.filter(({ position }) => position !== event.position);
      return { ...answer, claims: [...others, event].sort((a, b) => a.position - b.position) };
    }
    case "done":
      return { ...answer, message: event.message, claims: event.message.claims };
    case "error":
      return { ...answer, failure: event.code };
  }
}

/** Return whether more of the answer is to come. */
export function isComing(answer: Answer | null): answer is Answer {
  return answer !== null && answer.message === null && answer.failure === null;
}

/**
 * Return the kept messages to show before an answer: neither the one that keeps it, which may be known only as the last
 * one with its question, nor a failed one whose question was asked again right after.
 */
export function before(
  answer: Answer | null,
  messages: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const last = messages.at(-1);
  const keeping = answer?.message?.id ?? (answer && last && mayKeep(last, answer) ? last.id : null);
  const others = messages.filter(({ id }) => id !== keeping);
  return others.filter(
    ({ outcome, question }, at) =>
      outcome !== "failed" || question !== (others[at + 1]?.question ?? answer?.question),
  );
}

/** Return whether a message may be that of an answer that has not told its own. */
function mayKeep({ id, question, outcome }: ConversationMessage, answer: Answer): boolean {
  return question === answer.question && (outcome === null || !answer.earlier.includes(id));
}

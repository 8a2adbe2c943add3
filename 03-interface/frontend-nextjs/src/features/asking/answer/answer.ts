import type { AnswerEvent } from "@/features/asking/answer/events";
import type { Claim, ConversationMessage, FoundStretch } from "@/lib/api/client";
import type { components } from "@/lib/api/schema";

export type AnswerFailure = components["schemas"]["AnswerFailure"];

/** An answer that is coming. */
export type Answer = {
  question: string;
  stage: components["schemas"]["AnswerStage"];
  waitingFor: components["schemas"]["WaitingFor"] | null;
  passages: readonly FoundStretch[];
  claims: readonly Claim[];
  /** The answer as it is kept; null while it is coming and after an error. */
  message: ConversationMessage | null;
  failure: AnswerFailure | null;
};

export function begin(question: string): Answer {
  return {
    question,
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
 * Return the kept messages to show before an answer: neither the one that keeps it, nor a failed one whose question was
 * asked again right after.
 */
export function before(
  answer: Answer | null,
  messages: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const others = messages.filter(
    ({ id, question }, at) =>
      !answer || (id !== answer.message?.id && !(at === messages.length - 1 && question === answer.question)),
  );
  return others.filter(
    ({ outcome, question }, at) =>
      outcome !== "failed" || question !== (others[at + 1]?.question ?? answer?.question),
  );
}

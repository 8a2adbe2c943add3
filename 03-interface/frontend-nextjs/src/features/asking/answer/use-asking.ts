"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { after, begin, isComing, type Answer } from "@/features/asking/answer/answer";
import { readEvents } from "@/features/asking/answer/events";
import { CONVERSATIONS_KEY } from "@/features/asking/conversation/conversations";
import { api, settle, unwrap, type Scope } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { sessionFetch } from "@/lib/api/session";

type Asking = {
  /** The answer that is coming, or that came last. */
  answer: Answer | null;
  /** Why the question was not taken, or not stopped. */
  error: unknown;
  /** The question that was not taken. */
  refused: string | null;
  isAsking: boolean;
  /** Ask a question, after the messages with these ids. */
  ask: (question: string, earlier: readonly string[]) => void;
  stop: () => void;
};

type Running = {
  controller: AbortController;
  /** The conversation, once the gateway answers; before that there is nothing to stop. */
  answering: string | null;
  isStopWanted: boolean;
};

/**
 * Ask in a conversation, which is begun with the first question. Leaving the page stops the answer; `stop` keeps what
 * was written.
 */
export function useAsking(
  conversationId: string | null,
  scope: Scope,
  onBegin: (conversationId: string) => void,
): Asking {
  const queryClient = useQueryClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const running = useRef<Running | null>(null);
  const begun = useRef<{ id: string; scope: string } | null>(null);
  useEffect(() => () => running.current?.controller.abort(), []);

  /** Begin a conversation; one whose first question was refused takes the next. */
  const beginConversation = async (): Promise<string> => {
    const key = JSON.stringify(scope);
    if (begun.current?.scope !== key) {
      const { id } = await unwrap(api.POST("/api/v1/conversations", { body: { scope } }));
      begun.current = { id, scope: key };
    }
    return begun.current.id;
  };

  const follow = async (begun: Answer, run: Running) => {
    const id = conversationId ?? (await beginConversation());
    const response = await send(id, begun.question, run.controller.signal);
    run.answering = id;
    if (run.isStopWanted) endAnswer(id);
    if (conversationId === null) onBegin(id);
    let current = begun;
    for await (const event of readEvents(response)) {
      current = after(current, event);
      setAnswer(current);
    }
    // The connection was cut: the gateway knows how it ended.
    if (isComing(current)) setAnswer({ ...current, failure: "interrupted" });
  };

  const ask = (question: string, earlier: readonly string[]) => {
    if (running.current) return;
    const answer = begin(question, earlier);
    const controller = new AbortController();
    const run: Running = { controller, answering: null, isStopWanted: false };
    running.current = run;
    setSending(true);
    setError(null);
    setRefused(null);
    setAnswer(answer);
    follow(answer, run)
      .catch((reason: unknown) => {
        if (controller.signal.aborted) return;
        if (run.answering !== null) {
          setAnswer((before) => before && { ...before, failure: "interrupted" });
          return;
        }
        setAnswer(null);
        setRefused(question);
        setError(reason instanceof ProblemError ? reason : ProblemError.offline());
      })
      .finally(() => {
        running.current = null;
        if (controller.signal.aborted) return;
        setSending(false);
        void queryClient.invalidateQueries({ queryKey: CONVERSATIONS_KEY });
      });
  };

  const endAnswer = (id: string) => {
    const params = { path: { conversation_id: id } };
    settle(api.POST("/api/v1/conversations/{conversation_id}/stop", { params })).catch((reason: unknown) => {
      // It has just ended by itself.
      if (!(reason instanceof ProblemError && reason.code === "nothing_running")) setError(reason);
    });
  };

  const stop = () => {
    const run = running.current;
    if (!run) return;
    run.isStopWanted = true;
    if (run.answering !== null) endAnswer(run.answering);
  };

  return { answer, error, refused, isAsking: isSending, ask, stop };
}

async function send(id: string, question: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const request = new Request(`/api/v1/conversations/${id}/questions`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question }),
    signal,
  });
  const response = await sessionFetch(request);
  if (!response.ok || !response.body) {
    throw ProblemError.from(await response.json().catch(() => null), response.status);
  }
  return response.body;
}

"use client";

import { useQueries, useQueryClient, type QueryState } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { hasResult, isActive, meetingKey } from "@/entities/meeting/meetings";
import { useMe } from "@/entities/session/session";
import { FollowedMeetings } from "@/features/upload/following/followed";
import { announce } from "@/features/upload/following/announce";
import { pollInterval } from "@/features/upload/following/poll";
import { api, unwrap, type Meeting } from "@/lib/api/client";
import { whileSignedIn } from "@/lib/api/polling";
import { ProblemError } from "@/lib/api/problem";
import { useStore } from "@/lib/store/use-store";

/** Follow what this browser sent or had processed again to its end, and announce it. `shown` is the one being viewed. */
export function useFollowed(shown: string | null) {
  const t = useTranslations("upload.ready");
  const router = useRouter();
  const queryClient = useQueryClient();
  const me = useMe().data;
  // While a session has ended there is no user, and what was followed stays.
  const [owner, setOwner] = useState(me?.id ?? "");
  if (me && me.id !== owner) setOwner(me.id);
  const followed = useMemo(() => new FollowedMeetings(owner), [owner]);
  useEffect(() => followed.listen(), [followed]);
  const kept = useStore(followed);
  const queries = useQueries({
    queries: kept.map(({ id }) => ({
      queryKey: meetingKey(id),
      queryFn: () =>
        unwrap(api.GET("/api/v1/meetings/{meeting_id}", { params: { path: { meeting_id: id } } })),
      refetchInterval: ({ state }: { state: QueryState<Meeting> }) =>
        whileSignedIn(state, pollInterval(state.data?.status, state.dataUpdateCount, !document.hidden)),
      refetchIntervalInBackground: true,
    })),
  });
  const meetings = queries.flatMap(({ data }) => (data ? [data] : []));

  const gone = kept.filter((_, at) => isGone(queries[at]?.error)).map(({ id }) => id);
  const goneKey = gone.join(" ");
  useEffect(() => {
    if (goneKey) followed.remove(goneKey.split(" "));
  }, [followed, goneKey]);

  const ended = meetings.filter((meeting) => !isActive(meeting));
  const tell = useEffectEvent((id: string) => {
    const one = ended.find((each) => each.id === id);
    if (!one || !followed.tell(id)) return;
    // Its status alone is that of the result that stands, however the latest attempt ended.
    const { title, attempt_status: end } = one;
    if (end === "cancelled" || (id === shown && !document.hidden)) return;
    const failed = hasResult(one) ? "failedAgain" : "failed";
    announce(id, t(end === "completed" ? "ready" : failed, { title }), {
      label: t("open"),
      onClick: () => router.push(`/meetings/${id}`),
    });
  });
  const endedKey = ended.map(({ id }) => id).join(" ");
  useEffect(() => {
    for (const id of endedKey.split(" ").filter(Boolean)) tell(id);
  }, [endedKey]);

  // After it was told: what is removed is told no more.
  const seen = ended.find(({ id }) => id === shown)?.id;
  useEffect(() => {
    if (seen) followed.remove([seen]);
  }, [followed, seen]);

  const follow = useCallback(
    (meeting: Meeting) => {
      // Known at once, and asked for all the same.
      queryClient.setQueryData<Meeting>(meetingKey(meeting.id), (known) => known ?? meeting, {
        updatedAt: 1,
      });
      followed.add(meeting.id);
    },
    [queryClient, followed],
  );

  return {
    meetings: meetings.filter(({ id }) => id !== shown),
    hasEnded: ended.length > 0,
    isFollowing: meetings.some(isActive),
    follow,
    clear: () => followed.remove(ended.map(({ id }) => id)),
  };
}

const isGone = (error: unknown) => error instanceof ProblemError && error.status === 404;
